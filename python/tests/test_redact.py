import unittest

from weir_shim import redact


class TextWithoutSurrogates(unittest.TestCase):
    def test_a_byte_that_is_no_utf_8_is_written_with_a_backslash(self):
        self.assertEqual(redact.clean(b"a\xffb".decode("utf-8", "surrogateescape")), "a\\xffb")

    def test_any_lone_surrogate_is_written_as_its_bytes(self):
        self.assertEqual(redact.clean(u"\ud800"), "\\xed\\xa0\\x80")

    def test_what_is_valid_stays(self):
        self.assertEqual(redact.clean(u"caf\u00e9 \U0001f40d"), u"caf\u00e9 \U0001f40d")


class Urls(unittest.TestCase):
    def test_user_and_password_are_hidden(self):
        self.assertEqual(redact.url("https://joe:pa@ss@example.org/simple/"), "https://****@example.org/simple/")

    def test_a_token_in_place_of_a_user_is_hidden(self):
        self.assertEqual(redact.url("https://ghp_abc@example.org/x"), "https://****@example.org/x")

    def test_the_user_git_stays(self):
        self.assertEqual(redact.url("git+ssh://git@example.org/a.git@v1"), "git+ssh://git@example.org/a.git@v1")

    def test_a_password_of_the_user_git_is_hidden(self):
        self.assertEqual(redact.url("git+https://git:pw@example.org/a.git"), "git+https://****@example.org/a.git")

    def test_values_of_the_query_are_hidden(self):
        self.assertEqual(redact.url("https://example.org/a?x=1&y=&z"), "https://example.org/a?x=****&y=****&****")

    def test_the_fragment_stays_but_for_secrets(self):
        given = "https://example.org/a.zip#sha256=abc&egg=a&token=xyz"
        self.assertEqual(redact.url(given), "https://example.org/a.zip#sha256=abc&egg=a&token=****")

    def test_an_at_sign_in_the_path_is_no_user(self):
        self.assertEqual(redact.url("https://example.org/a@b/c"), "https://example.org/a@b/c")

    def test_a_quotation_mark_ends_no_password(self):
        for password in ("a'b", 'a"b', "a<b>c", "'\"", "a%27b"):
            given = "https://joe:%s@example.org/x" % password
            self.assertEqual(redact.url(given), "https://****@example.org/x")
            self.assertEqual(redact.text("(%s)" % given), "(https://****@example.org/x)")

    def test_a_password_that_makes_no_valid_url_is_hidden(self):
        for password in ("a/b", "a?b", "a#b", "a/b@c"):
            self.assertEqual(redact.url("https://joe:%s@example.org/x" % password), "https://****@example.org/x")

    def test_a_port_is_no_password(self):
        for given in ("https://example.org:8443/a@b/c", "http://[::1]:80/a@b", "ssh://git@example.org:22/a.git@v1"):
            self.assertEqual(redact.url(given), given)

    def test_a_url_within_a_url_is_redacted(self):
        self.assertEqual(redact.url("https://a.org/https://u:p@b.org/"), "https://a.org/https://****@b.org/")

    def test_what_is_no_url_is_text(self):
        self.assertEqual(redact.url("./folder"), "./folder")


class Texts(unittest.TestCase):
    def test_urls_within_are_redacted(self):
        self.assertEqual(
            redact.text("cannot fetch https://u:p@example.org/x?k=v (from y)"),
            "cannot fetch https://****@example.org/x?k=**** (from y)",
        )

    def test_secrets_keep_their_name(self):
        for given in ("password=hunter2", "API_KEY: hunter2", "my.token=hunter2", "auth=hunter2", "A_SECRET=hunter2"):
            shown = redact.text(given)
            self.assertNotIn("hunter2", shown)
            self.assertTrue(shown.endswith("****"), shown)
            self.assertIn(given.split("=")[0].split(":")[0], shown)

    def test_harmless_words_stay(self):
        for text in ("author=Joe", "name==1.0", "a: b", "C:\\x", "requests[socks]>=2; python_version > '3'"):
            self.assertEqual(redact.text(text), text)

    def test_user_and_password_without_a_scheme_are_hidden(self):
        self.assertEqual(redact.text("proxy joe:pw@example.org:3128"), "proxy ****@example.org:3128")


class CommandLines(unittest.TestCase):
    def test_urls_are_redacted(self):
        self.assertEqual(
            redact.argv(["install", "-i", "https://u:p@example.org/simple", "x==1"]),
            ("install", "-i", "https://****@example.org/simple", "x==1"),
        )

    def test_an_argument_is_a_url_to_its_end(self):
        given = ("--index-url=https://u:p'@example.org/?k=a'b", "-ihttps://u:p@example.org", "https://x.org/?a'b")
        shown = ("--index-url=https://****@example.org/?k=****", "-ihttps://****@example.org", "https://x.org/?****")
        self.assertEqual(redact.argv(given), shown)

    def test_values_of_secret_options_are_hidden(self):
        for option in ("--proxy", "--config-settings", "--global-option", "--build-option", "--install-option", "-C"):
            self.assertEqual(redact.argv([option, "hunter2", "x"]), (option, "****", "x"))

    def test_values_after_an_equals_sign_are_hidden(self):
        self.assertEqual(
            redact.argv(["--proxy=joe:hunter2@p", "-Ckey=hunter2", "--config-settings=a=hunter2"]),
            ("--proxy=****", "-C****", "--config-settings=****"),
        )

    def test_an_option_cut_short_is_known(self):
        self.assertEqual(redact.argv(["--prox", "hunter2", "--conf=hunter2"]), ("--prox", "****", "--conf=****"))

    def test_paths_of_certificates_stay(self):
        arguments = ("--cert", "/etc/ca.pem", "--client-cert=/etc/me.pem", "-r", "requirements.txt", "--pre")
        self.assertEqual(redact.argv(arguments), arguments)

    def test_undecodable_arguments_are_escaped(self):
        self.assertEqual(redact.argv([u"./\udcff"]), ("./\\xff",))


if __name__ == "__main__":
    unittest.main()
