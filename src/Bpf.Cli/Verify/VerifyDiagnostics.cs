using System.Globalization;
using Bpf.Runtime;
using Bpf.Shared;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>The results as compilers write errors, so that a build and an editor show them at the line.</summary>
internal static class VerifyDiagnostics
{
    /// <summary>Writes what is wrong.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ProgramRow> rows, IReadOnlyDictionary<string, BpfException> failures)
    {
        foreach (ProgramRow row in rows)
        {
            foreach ((ProgramResult result, string[] kernels) in row.Problems.Where(problem => problem.Result.State != ProgramState.Optional))
            {
                BpfDiagnostic diagnostic = result.IsFailure ? BpfDiagnostics.ProgramNotLoaded : BpfDiagnostics.ProgramNotVerified;
                Write(output, PlaceOf(row, result), diagnostic, row.Name, string.Join(", ", kernels), ErrorOf(result));
            }
        }

        foreach ((string kernel, BpfException failure) in failures)
        {
            Write(output, "bpf", BpfDiagnostics.KernelNotVerified, kernel, OneLine(failure.Message));
        }
    }

    private static void Write(TextWriter output, string place, BpfDiagnostic diagnostic, params string[] arguments)
        => output.WriteLine($"{place}: {diagnostic.Level.ToString().ToLowerInvariant()} {diagnostic.Id}: "
            + string.Format(CultureInfo.InvariantCulture, diagnostic.Message, arguments));

    // Paths in objects are relative to the project, which is the current folder in a build.
    private static string PlaceOf(ProgramRow row, ProgramResult result)
    {
        // If the verifier does not name a line, the program as a whole does not fit.
        if ((result.Refusal?.Report.Source ?? SourceReport.Of(row.Beginning)) is not { Line: > 0 } source)
        {
            return row.File;
        }

        string path = Path.GetFullPath(source.File);
        return $"{(File.Exists(path) ? path : source.File)}({source.Line},{Math.Max(source.Column, 1)})";
    }

    private static string ErrorOf(ProgramResult result) => OneLine(result.Refusal?.Report switch
    {
        null => result.Error ?? "",
        { Explanation: null } report => report.Reason,
        { } report => $"{report.Explanation} [{report.Reason}] {report.Suggestion}",
    });

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
