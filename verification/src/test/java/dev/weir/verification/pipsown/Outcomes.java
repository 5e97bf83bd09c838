package dev.weir.verification.pipsown;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// What came of tests: `passed`, `failure`, `error` or `skipped` (which an expected failure is too), by the names with which pytest chooses them.
record Outcomes(Map<String, String> byName) {

    static final String PASSED = "passed";
    static final String SKIPPED = "skipped";

    Outcomes {
        byName = Map.copyOf(byName);
    }

    /// Reads a report of pytest, of the family `xunit1`.
    static Outcomes read(Path report) throws IOException {
        try {
            var cases = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(report.toFile())
                    .getElementsByTagName("testcase");
            var outcomes = new TreeMap<String, String>();
            IntStream.range(0, cases.getLength()).mapToObj(index -> (Element) cases.item(index))
                    .forEach(test -> add(outcomes, name(test), outcome(test)));
            return new Outcomes(outcomes);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(report + " is no report of pytest", e);
        }
    }

    /// A test that fails and then cannot clean up is there twice.
    private static void add(SortedMap<String, String> outcomes, String name, String outcome) {
        outcomes.merge(name, outcome, (first, second) -> first.equals(PASSED) ? second : first);
    }

    private static String name(Element test) {
        var file = test.getAttribute("file");
        var module = file.replaceFirst("\\.py$", "").replace('/', '.');
        var within = test.getAttribute("classname").substring(module.length()).replace(".", "::");
        return file + within + "::" + test.getAttribute("name");
    }

    private static String outcome(Element test) {
        for (var node = test.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.ELEMENT_NODE && !node.getNodeName().startsWith("system-")
                    && !node.getNodeName().equals("properties")) {
                return node.getNodeName();
            }
        }
        return PASSED;
    }
}
