using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>
/// Programs that the verifier refuses, in C# and in C: each kernel's own words lead to the line, the class and a remedy. With the remedy, those in C# load.
/// </summary>
public sealed class RefusalMatrixTests(ITestOutputHelper output)
{
    private const int FewestRefused = 170;
    private const int FewestMended = 110;
    private const double LeastWithNotes = 0.5;
    private const string Loaded = "Loaded";

    private static readonly string[] s_kernels = ["host", "x86_64-5.10", "x86_64-6.1", "x86_64-6.12", "x86_64-7.3"];

    // What these kernels accept: later versions of the verifier learned to.
    private static readonly Dictionary<string, string[]> s_accepted = new()
    {
        ["x86_64-7.3"] = ["ContextWritten.OnRead", "flow.nine_functions"],
    };

    public static TheoryData<string> Kernels => [.. s_kernels];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void RefusalsNameTheLineTheClassAndTheRemedy(string kernel)
    {
        KernelRequirement.NeedRoot();
        Dictionary<string, (int Line, string Class)> marks = RefusedPrograms.Marks(Libbpf.RepositoryRoot);
        foreach (string file in RefusedPrograms.FilesOfC(Libbpf.RepositoryRoot))
        {
            foreach ((string program, (int, string) mark) in RefusedPrograms.MarksOfC(File.ReadAllLines(file)))
            {
                marks.Add($"{Path.GetFileNameWithoutExtension(file)}.{program}", mark);
            }
        }

        ProgramReport[] reports = ProgramReport.Read(kernel, "refusals");
        ProgramReport[] refused = [.. reports.Where(static report => report.Class != Loaded)];
        string[] wrong =
        [
            .. refused.Where(report => (report.Line, report.Class) != (marks.TryGetValue(report.Object, out (int, string) mark) ? mark : marks[report.Name])
                || report.Suggestion.Length == 0 || report.Explanation.Length == 0).Select(static report => report.ToString()),
        ];
        int notes = refused.Count(static report => report.Notes > 0);
        output.WriteLine($"{kernel}: {refused.Length} refused, {wrong.Length} explained wrongly, {notes} with the way that led there");
        Assert.Equal([], wrong);
        string[] accepted = [.. reports.Except(refused).Select(static report => report.Name).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(s_accepted.GetValueOrDefault(kernel, []), accepted);
        Assert.InRange(refused.Length, FewestRefused, int.MaxValue);
        Assert.InRange(notes, (int)(refused.Length * LeastWithNotes), refused.Length);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ProgramsWithTheRemedyLoad(string kernel)
    {
        KernelRequirement.NeedRoot();
        ProgramReport[] reports = ProgramReport.Read(kernel, "remedies");
        Assert.Equal([], reports.Where(static report => report.Class != Loaded));
        Assert.InRange(reports.Length, FewestMended, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void MissingHelpersAreNamedWithTheirKernel(string kernel)
    {
        KernelRequirement.NeedRoot();
        Version version = kernel == "host" ? Environment.OSVersion.Version : Version.Parse(kernel.Split('-')[1]);
        Dictionary<string, (int Line, Version Since, string Method)> marks = NewHelperPrograms.Marks();
        ProgramReport[] reports = ProgramReport.Read(kernel, "new-helpers");
        Assert.Equal(marks.Count, reports.Length);
        Assert.All(reports, report =>
        {
            (int line, Version since, string method) = marks[report.Object];
            if (version >= since)
            {
                Assert.Equal(Loaded, report.Class);
                return;
            }

            Assert.Equal((line, "Unavailable"), (report.Line, report.Class));
            Assert.StartsWith($"This kernel does not have the helper BpfHelpers.{method} (bpf_", report.Explanation);
            Assert.EndsWith($"), which needs Linux {since}.", report.Explanation);
            Assert.Contains($"before {since}", report.Suggestion, StringComparison.Ordinal);
        });
    }
}
