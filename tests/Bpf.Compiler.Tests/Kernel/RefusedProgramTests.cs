using Bpf.Runtime;
using Bpf.Testing;
using Microsoft.CodeAnalysis;

namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Programs that only the verifier refuses: it names the line, says why and what to write instead; with that, they load.</summary>
public sealed class RefusedProgramTests(ITestOutputHelper output)
{
    private const int Fewest = 55;
    private const double LeastWithNotes = 0.5;

    public static TheoryData<OptimizationLevel> Configurations => [OptimizationLevel.Debug, OptimizationLevel.Release];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void RefusalsNameTheLineTheCauseAndTheRemedy(OptimizationLevel optimization)
    {
        KernelRequirement.NeedRoot();
        Dictionary<string, (int Line, string Class)> marks = RefusedPrograms.Marks(Libbpf.RepositoryRoot);
        List<string> wrong = [];
        int notes = 0;
        int programs = 0;
        foreach (CompiledObject compiled in RefusedPrograms.Compile(Libbpf.RepositoryRoot, hasRemedy: false, optimization, KernelRun.HostArchitecture))
        {
            programs++;
            using BpfObject bpf = BpfObject.Open(compiled.Bytes, compiled.Name);
            VerifierException? exception = Record.Exception(bpf.Load) as VerifierException;
            notes += exception is { Notes.Count: > 0 } ? 1 : 0;
            string found = exception is null ? "loaded" : $"{exception.SourceLocation?.Line} {exception.Class}";
            (int line, string name) = marks[compiled.Name];
            if (found != $"{line} {name}" || exception!.Explanation.Length == 0 || exception.Suggestion.Length == 0)
            {
                wrong.Add($"{compiled.Name}: {found} instead of {line} {name}: {exception?.Message}");
            }
        }

        output.WriteLine($"{programs} programs, {wrong.Count} explained wrongly, {notes} with the way that led there");
        Assert.Equal([], wrong);
        Assert.Equal(marks.Count, programs);
        Assert.InRange(programs, Fewest, int.MaxValue);
        Assert.InRange(notes, (int)(programs * LeastWithNotes), programs);
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void ProgramsWithTheRemedyLoad(OptimizationLevel optimization)
    {
        KernelRequirement.NeedRoot();
        string[] refused =
        [
            .. RefusedPrograms.Compile(Libbpf.RepositoryRoot, hasRemedy: true, optimization, KernelRun.HostArchitecture).Select(compiled =>
            {
                using BpfObject bpf = BpfObject.Open(compiled.Bytes, compiled.Name);
                return Record.Exception(bpf.Load)?.Message ?? "";
            }).Where(static message => message.Length != 0),
        ];
        Assert.Equal([], refused);
    }
}
