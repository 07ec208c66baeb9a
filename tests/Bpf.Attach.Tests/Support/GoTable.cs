using System.Globalization;
using System.Text;

namespace Bpf.Attach.Tests.Support;

/// <summary>
/// Writes the function table of a Go program, in the layouts of the linkers of Go 1.2, 1.16, 1.18, 1.20 and 1.26, for functions of a C program: in assembly
/// language, so that the linker fills in addresses and leaves relocations.
/// </summary>
internal static class GoTable
{
    /// <summary>Layouts.</summary>
    public static readonly string[] Versions = ["1.2", "1.16", "1.18", "1.20", "1.26"];

    /// <summary>Assembly source for the table, the note of Go programs and, for Go 1.26, the module data; append it to that of the functions.</summary>
    /// <param name="version">One of <see cref="Versions"/>.</param>
    /// <param name="isPie">Whether the program is position-independent; the table is then in relocated data, which linkers merge with other sections.</param>
    /// <param name="functions">Symbols in address order, and their names in the table.</param>
    /// <param name="end">The symbol after the last function.</param>
    public static string Write(string version, bool isPie, (string Symbol, string Name)[] functions, string end)
    {
        bool isRelative = version is "1.18" or "1.20" or "1.26";
        string first = functions[0].Symbol;
        StringBuilder text = new();
        text.AppendLine(".section .note.go.buildid, \"a\", @note").AppendLine(".long 4, 4, 4").AppendLine(".asciz \"Go\\0\", \"tst\"");
        text.AppendLine(isPie ? ".section .data.rel.ro.gopclntab, \"aw\", @progbits" : ".section .gopclntab, \"a\", @progbits").AppendLine(".balign 32").AppendLine("table:");
        text.AppendLine(CultureInfo.InvariantCulture, $".long 0xffffff{version switch { "1.2" => "fb", "1.16" => "fa", "1.18" => "f0", _ => "f1" }}");
        text.AppendLine(".byte 0, 0, 1, 8").AppendLine(CultureInfo.InvariantCulture, $".quad {functions.Length}");
        if (version != "1.2")
        {
            text.AppendLine(".quad 1");
            if (isRelative)
            {
                text.AppendLine(version == "1.26" ? ".quad 0" : $".quad {first}");
            }

            text.AppendLine(".quad names - table, units - table, units - table, units - table, functions - table");
            AppendNames(text, functions);
            text.AppendLine("units: .quad 0").AppendLine(".balign 8");
        }

        text.AppendLine("functions:");
        string from = version == "1.2" ? "table" : "functions";
        for (int i = 0; i < functions.Length; i++)
        {
            text.AppendLine(isRelative ? $".long {functions[i].Symbol} - {first}, record{i} - {from}" : $".quad {functions[i].Symbol}, record{i} - {from}");
        }

        text.AppendLine(isRelative ? $".long {end} - {first}" : $".quad {end}");
        for (int i = 0; i < functions.Length; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"record{i}:").AppendLine(isRelative ? $".long {functions[i].Symbol} - {first}" : $".quad {functions[i].Symbol}");
            text.AppendLine(CultureInfo.InvariantCulture, $".long name{i} - {(version == "1.2" ? "table" : "names")}").AppendLine(".long 0, 0, 0, 0, 0, 0");
        }

        if (version == "1.2")
        {
            AppendNames(text, functions);
        }

        if (version == "1.26")
        {
            text.AppendLine(ModuleData(first, end));
        }

        return text.ToString();
    }

    private static void AppendNames(StringBuilder text, (string Symbol, string Name)[] functions)
    {
        text.AppendLine("names: .byte 0");
        for (int i = 0; i < functions.Length; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"name{i}: .asciz \"{functions[i].Name}\"");
        }
    }

    // The header, six slices, an index, the first and last code address, and its section; preceded by an unrelated pointer to the header.
    private static string ModuleData(string first, string end) => $"""
        .data
        .balign 32
        .quad table, 0
        module: .quad table, names
        .fill 17, 8, 0
        .quad 0, {first}, {end}, {first}, {end}
        """;
}
