/// How text of others is shown in a message.
@NullMarked
package dev.weir.packaging.text;

import org.jspecify.annotations.NullMarked;
