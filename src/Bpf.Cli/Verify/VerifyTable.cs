using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>The table of programs and kernels, for people.</summary>
internal static class VerifyTable
{
    /// <summary>Writes the table, then what is wrong.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ProgramRow> rows, IReadOnlyList<KernelChoice> kernels, bool hasColors)
    {
        string[][] cells =
        [
            ["", .. kernels.Select(kernel => kernel.Name)],
            .. rows.Select(row => (string[])[row.Name, .. kernels.Select(kernel => Cell(row.On(kernel.Name)))]),
        ];
        int[] widths = [.. Enumerable.Range(0, kernels.Count + 1).Select(column => cells.Max(line => line[column].Length))];
        foreach (string[] line in cells)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        foreach (ProgramRow row in rows)
        {
            foreach ((ProgramResult result, string[] names) in row.Problems)
            {
                output.WriteLine();
                output.WriteLine($"{row.Name}: {Word(result.State)} on {string.Join(", ", names)}");
                if (result.Refusal is { } refusal)
                {
                    RefusalOutput.Write(output, hasColors ? refusal.Colored : refusal.Plain, "  ");
                }
                else
                {
                    output.WriteLine($"  {(result.Error ?? "").ReplaceLineEndings("\n  ")}");
                }
            }
        }
    }

    private static string Cell(ProgramResult? result) => result switch
    {
        null => "-",
        { State: ProgramState.Ok, VerifiedInstructions: { } count } => $"ok ({count})",
        _ => Word(result.State),
    };

    private static string Word(ProgramState state) => state switch
    {
        ProgramState.Ok => "ok",
        ProgramState.Refused => "refused",
        ProgramState.Unsupported => "unsupported",
        ProgramState.Optional => "optional",
        ProgramState.NotChecked => "not checked",
        _ => "failed",
    };
}
