package dev.weir.verification.life;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Waits for a Java that is told to connect to it, and holds it at a method: a place in its life that nothing else marks.
final class Debugger implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(found -> found.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    private final Map<String, Connector.Argument> arguments = connector.defaultArguments();
    private final String address;

    Debugger() throws IOException {
        try {
            argument("localAddress").setValue("127.0.0.1");
            argument("timeout").setValue(Long.toString(PATIENCE.toMillis()));
            address = connector.startListening(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
    }

    private Connector.Argument argument(String name) {
        return Optional.ofNullable(arguments.get(name)).orElseThrow();
    }

    /// The option for that Java.
    String option() {
        return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address;
    }

    /// Returns when it is about to run a method; no thread of it runs then.
    ///
    /// @param place class and method, with a dot between them
    void holdAt(String place) throws IOException, InterruptedException, IncompatibleThreadStateException {
        var dot = place.lastIndexOf('.');
        var java = accept();
        var prepared = java.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(place.substring(0, dot));
        prepared.enable();
        java.classesByName(place.substring(0, dot)).forEach(type -> breakAt(type, place.substring(dot + 1)));
        while (true) {
            var events = next(java, place); // The first is its start, for which it waits.
            for (var event : events) {
                if (isThere(event, place.substring(dot + 1))) {
                    return;
                }
            }
            events.resume(); // From these only: it may wait for what stands behind them already.
        }
    }

    private static EventSet next(VirtualMachine java, String place) throws InterruptedException {
        return Optional.ofNullable(java.eventQueue().remove(PATIENCE.toMillis()))
                .orElseThrow(() -> new IllegalStateException("it never came to " + place));
    }

    private VirtualMachine accept() throws IOException {
        try {
            return connector.accept(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
    }

    private static boolean isThere(Event event, String method) {
        if (event instanceof ClassPrepareEvent prepared) {
            breakAt(prepared.referenceType(), method);
        }
        return event instanceof BreakpointEvent;
    }

    private static void breakAt(ReferenceType type, String method) {
        type.methodsByName(method).forEach(
                found -> type.virtualMachine().eventRequestManager().createBreakpointRequest(found.location())
                        .enable());
    }

    @Override
    public void close() throws IOException {
        try {
            connector.stopListening(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
    }
}
