namespace Bpf.Benchmarks.Clang;

/// <summary>Texts for each of the text routines: valid, invalid and borderline. Each char is a byte.</summary>
internal static class TextSamples
{
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        ["Base64Decode"] = ["QUJDREVGR0g=", "SGVsbG8sIHdvcmxkIQ==", "/+9aZ09+", "A", "****"],
        ["Base64Length"] = ["QUJDREVGR0g=", "SGVsbG8s", "", "a b", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/0123456789"],
        ["BooleanText"] = ["1", "0", "true", "False", "yes", "no", "No", "10", "maybe", "tru", "falsehood"],
        ["CompareBytes"] = ["same", "same", "samf", "", "zebra", "a"],
        ["CountLines"] = ["one", "one\ntwo\n", "\n\n\n", "", "a\nb\nc\nd\ne\nf\n"],
        ["CountWords"] = ["one", "  two words ", "tab\tand\nnew line", "", "     ", "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j"],
        ["DateDigits"] = ["2026-11-27", "1970-01-01", "1969-12-31", "2026-13-01", "2026-02-32", "2026/02/03", "20x6-02-03"],
        ["DecimalSigned"] = ["0", "-1", "+42", "2147483647", "-2147483648", "2147483648", "12a", "-", "9999999999999999999"],
        ["DecimalUnsigned"] = ["0", "42", "18446744073709551615", "99999999999999999999999", "x", "12x", ""],
        ["Djb2Hash"] = ["", "a", "hello", "hello world", "0123456789012345678901234567890123456789012345678901234567890123456789"],
        ["DnsName"] = ["\u0003www\u0007example\u0003com", "\u0003WWW\u0007example\u0003com", "", "\u0040x", "\u0001a"],
        ["EndOfHeaders"] = ["GET / HTTP/1.1\r\n\r\nbody", "a\r\nb\r\n\r\n", "\r\n\r\n", "\r\r\n\r\n", "no end"],
        ["EnvironmentPrefix"] = ["LD_PRELOAD=/tmp/a.so", "LD_PRELOAD=", "LD_PRELOA=", "PATH=/bin", "LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2"],
        ["EqualsIgnoreCase"] = ["Host", "hOST", "hosts", "Accept", "accept-encoding"],
        ["FindByte"] = ["key: value", ":", "none", "a:", "0123456789012345678901234567890123456789012345678901234567890123:"],
        ["FnvHash"] = ["", "a", "hello", "hello world"],
        ["GlobStar"] = ["libc.so", "libssl.so", "lib.so", "libc.so.6", "libx.sp", "a", "libabcdefghijklmnopqrstuvwxyz0123456789.so"],
        ["HeaderName"] = ["Content-Length: 42", "content-length:7", "CONTENT-LENGTH:   123 ", "Content-Type: text", "Content-Length: x"],
        ["HexBytes"] = ["0123456789abcdef", "FFFFFFFFFFFFFFFF", "00112233445566", "zz", "deadBEEFdeadBEEF"],
        ["HexIfElse"] = ["ff", "0", "deadbeef", "0123456789abcdef0", "FF", "7fg"],
        ["HexSwitch"] = ["ff", "FF", "0", "deadBEEF", "0123456789abcdefABCDEF", "7fg", "@"],
        ["HttpMethod"] = ["GET / HTTP/1.1", "POST /a", "PUT /", "DELETE /b", "HEAD /", "OPTIONS *", "PATCH /", "GE", "DELETED /", "HEADS "],
        ["HttpStatus"] = ["HTTP/1.1 200 OK", "HTTP/1.0 404 Not Found", "HTTP/1.1 099", "HTTP/1.1 600", "HTTP/2 200", "HTTP/1.1 2x0"],
        ["IniKey"] = ["name=value", "name =value", "a.b_c = 1", "=", "name", "na-me=1", "0123456789012345678901234567890123456789="],
        ["Ipv4Text"] = ["127.0.0.1", "255.255.255.255", "256.1.1.1", "1.2.3", "1..2.3", "10.0.0.x", "1.2.3.4.5", "0.0.0.0"],
        ["Ipv6Group"] = ["1:2", "fe80:1f", "12345:1:1", "1:2:g", "1:2:3:4", ""],
        ["JsonKey"] = ["{\"id\":42}", "{\"name\":\"x\",\"id\":7}", "{\"id\":123456789}", "{\"ID\":1}", "{}"],
        ["KeyValue"] = ["size=42", "name=abc", "size", "SIZE=1", "a=999999999999", "abcdefghijklmnopq=1"],
        ["Luhn"] = ["4539578763621486", "4539578763621487", "0000000000000000", "453957876362148x", "49927398716"],
        ["MacText"] = ["00:11:22:33:44:55", "ff:FF:ff:FF:ff:FF", "00:11:22:33:44", "00-11-22-33-44-55", "0g:11:22:33:44:55", "de:ad:be:ef:00:01"],
        ["OctalMode"] = ["644", "0755", "22", "1777777", "8", "7777x"],
        ["PathBaseName"] = ["/usr/bin/env", "file", "/", "/a/b/c/", "/usr/lib/x86_64-linux-gnu/libc.so.6"],
        ["PathExtension"] = ["/lib/a.so", "a.dll", "a.txt", "/a.b/c", ".", "noext", "0123456789.0123456789.0123"],
        ["PathPrefix"] = ["/usr/bin/env", "/usr/", "/usr/bin", "/usr", "/var", "", " "],
        ["PathSuffix"] = ["/var/log/syslog", "a.log", ".log", "log", "/var/log/kern.log", "a.logs"],
        ["Printable"] = ["plain", "tab\t", "\u0001", "\u00e9", "~", "\u007f", "0123456789012345678901234567890123456789012345678901234567890123"],
        ["QuotedString"] = ["\"plain\"", "\"a\\nb\"", "\"a\\\"b\"", "\"open", "none", "\"\""],
        ["SizeSuffix"] = ["4k", "16M", "2G", "1000", "12", "x", "123456789012k"],
        ["SplitField"] = ["a,b,c,d", "a,b,", "a,b", "a", "one,two,three", ",,x,"],
        ["SqlVerb"] = ["SELECT 1", "  select *", "Insert into", "update t", "DELETE", "drop table", "", "        SELECT"],
        ["SubstringSearch"] = ["root", "chroot", "roo", "the root of it", ""],
        ["TlsServerName"] = [Hello(0, 2, 1, 0), Hello(32, 8, 1, 0), Hello(0, 2, 1, 10), Hello(40, 2, 1, 0), Hello(0, 80, 1, 0), Hello(0, 2, 9, 0), "no TLS"],
        ["Trim"] = ["plain", "  both  ", "\tleft", "right ", "", "    ", "0123456789012345678901234"],
        ["UrlDecode"] = ["a+b", "%41%42", "%4", "%zz", "plain", "%7e%2F%20", "a%00b"],
        ["Utf8Length"] = ["plain", "\u00c3\u00a9", "\u00e2\u0082\u00ac", "", "\u00f0\u009f\u0098\u0080!"],
        ["Utf8Validate"] = ["plain", "\u00c3\u00a9", "\u00e2\u0082\u00ac!", "\u00c3x", "\u0080", "\u00ff", "\u00f0\u009f\u0098\u0080!"],
        ["UuidText"] =
        [
            "123e4567-e89b-12d3-a456-426614174000", "123e4567+e89b-12d3-a456-426614174000", "123E4567-e89b-12d3-a456-426614174000",
            "00000000-0000-0000-0000-000000000000",
        ],
        ["VersionNumber"] = ["5.10.0", "6.18.44", "5.9.1", "6.1", "300.1.2", "x", "6.12.3-arch"],
    };

    // The start of a TLS session, with an extension of another type before that with the name.
    private static string Hello(int session, int suites, int compressions, int other)
    {
        string before = other == 0 ? "" : $"\0\n\0{(char)other}{new string('x', other)}";
        return "\u0016\u0003\u0001\u0000\u0080\u0001" + new string('\u0001', 37) + (char)session + new string('s', session) + '\0' + (char)suites
            + new string('c', suites) + (char)compressions + new string('\0', compressions) + "\0\u0040" + before + "\0\0\0\u0010\0\u000e\0\0\u000bexample.com";
    }
}
