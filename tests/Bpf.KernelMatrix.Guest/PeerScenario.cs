using System.Diagnostics;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Loads a program of each kind with our loader and with libbpf, and names those that only one of them loads, and those that none does.</summary>
internal sealed class PeerScenario(string directory)
{
    private string Loader => Path.Combine(directory, "libbpf-load");

    /// <summary>The scenario; none where libbpf was not built.</summary>
    public IEnumerable<Scenario> All => File.Exists(Loader) ? [new("libbpf", Compare), new("refused_kinds", Refusals)] : [];

    private string Compare()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(directory, "kinds")).Order(StringComparer.Ordinal)];
        string[] own = [.. files.Where(Loads)];
        string[] peer = [.. LoadedByLibbpf(files)];
        return $"loaded {own.Intersect(peer).Count()}; only ours: {Names(own.Except(peer))}; only libbpf: {Names(peer.Except(own))}; "
            + $"neither: {Names(files.Except(own).Except(peer))}";
    }

    private string Refusals()
    {
        IEnumerable<string> refusals = from file in Directory.GetFiles(Path.Combine(directory, "kinds")).Order(StringComparer.Ordinal)
            let refusal = RefusalOf(file)
            where refusal is not null
            select $"{Path.GetFileNameWithoutExtension(file)}: {refusal.GetType().Name} {refusal.Message.ReplaceLineEndings(" ")}";
        return string.Join(" || ", refusals);
    }

    private static string Names(IEnumerable<string> files)
        => string.Join(' ', files.Select(Path.GetFileNameWithoutExtension)) is { Length: > 0 } names ? names : "none";

    private static bool Loads(string file) => RefusalOf(file) is null;

    private static BpfException? RefusalOf(string file)
    {
        try
        {
            using BpfObject bpf = BpfObject.Open(file);
            using BpfObject target = BpfObject.Open(Path.Combine(Path.GetDirectoryName(file)!, "Xdp.o"));
            if (bpf.Programs.OfType<ExtensionProgram>().FirstOrDefault() is { } extension)
            {
                target.Load();
                extension.Target = target.Programs["Run"];
            }

            bpf.Load();
            return null;
        }
        catch (BpfException exception)
        {
            return exception;
        }
    }

    // A line "= FILE ok" for each object.
    private IEnumerable<string> LoadedByLibbpf(string[] files)
    {
        using Process process = Process.Start(new ProcessStartInfo(Loader, files) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Scenario.Equal(0, process.ExitCode, "exit code of the program that uses libbpf");
        return output.Split('\n').Where(line => line.StartsWith("= ", StringComparison.Ordinal) && line.EndsWith(" ok", StringComparison.Ordinal))
            .Select(line => line[2..^3]);
    }
}
