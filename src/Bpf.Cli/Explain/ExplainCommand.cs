using System.CommandLine;
using System.Globalization;

namespace Bpf.Cli;

/// <summary>The command <c>bpf explain</c>.</summary>
internal static class ExplainCommand
{
    private const string IdPrefix = "BPF";
    private const string TitleMark = "# ";

    public static Command Create()
    {
        Argument<string[]> ids = new("ID") { Description = "Diagnostic, such as BPF0305; by default, lists all with their titles.",
            Arity = ArgumentArity.ZeroOrMore };
        Command command = new("explain", "Print the page about a build diagnostic: what it means, why it exists, and what to do.") { ids };
        command.SetAction(result => Errors.Guard(json: false, "explain", () => result.GetValue(ids) is { Length: > 0 } asked ? Explain(asked) : List()));
        return command;
    }

    private static int List()
    {
        foreach (string id in DiagnosticPages.Ids)
        {
            Console.WriteLine(DiagnosticPages.Find(id)!.Split('\n', 2)[0][TitleMark.Length..]);
        }

        return 0;
    }

    private static int Explain(string[] ids)
    {
        int exitCode = 0;
        string separator = "";
        foreach (string id in ids)
        {
            if (DiagnosticPages.Find(Normalize(id)) is { } page)
            {
                Console.WriteLine(separator + page);
                separator = "\n";
                continue;
            }

            Console.Error.WriteLine($"bpf: There is no diagnostic '{id}'. See: bpf explain");
            exitCode = 1;
        }

        return exitCode;
    }

    // Accepts common spellings: BPF0305, bpf305, 305.
    private static string Normalize(string id)
    {
        string digits = id.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) ? id[IdPrefix.Length..] : id;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? $"{IdPrefix}{number:D4}" : id;
    }
}
