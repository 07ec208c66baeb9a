using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>
/// Programs in C that the verifier refuses (objects/refusals): each has one line with a mark, which names the class of the refusal, and the program if it
/// is in a function that others call.
/// </summary>
public sealed class RefusedProgramTests(ITestOutputHelper output)
{
    private const int Fewest = 65;
    private const int FewestNotes = 35;

    // Vocabulary of C#, which authors of C programs do not know.
    private static readonly string[] s_wordsOfCSharp =
    [
        "BpfRef", "TryGetRef", "TryRead", "TryReserve", ".Submit", ".Discard", "Core.Read", "BpfHelpers", "BpfLoop", "Interlocked", "Sleepable", "attribute",
        "EnterScope", "[Bpf", "[Lsm]", "stackalloc", "Span", "span", "nuint", "u8", "Length", "method", "TryGet", "context.", ".Value", "static readonly", "C#", "BpfObject",
    ];

    [Fact]
    public void RefusalsNameTheLineTheClassAndTheRemedy()
    {
        KernelRequirement.NeedRoot();
        List<string> wrong = [];
        int programs = 0;
        int notes = 0;
        foreach (string file in Directory.GetFiles(Path.Combine(CObject.SourceDirectory, "refusals"), "*.c").Order(StringComparer.Ordinal))
        {
            byte[] bytes = CObject.CompileFile(file, "-Wno-all");
            foreach ((string program, (int line, string name)) in RefusedPrograms.MarksOfC(File.ReadAllLines(file)))
            {
                programs++;
                string fault = FaultOf(bytes, program, line, name, ref notes);
                if (fault.Length != 0)
                {
                    wrong.Add($"{Path.GetFileName(file)}({line}): {program}: {fault}");
                }
            }
        }

        output.WriteLine($"{programs} programs, {wrong.Count} explained wrongly, {notes} with the way that led there");
        Assert.Equal([], wrong);
        Assert.InRange(programs, Fewest, int.MaxValue);
        Assert.InRange(notes, FewestNotes, programs);
    }

    private static string FaultOf(byte[] bytes, string program, int line, string name, ref int notes)
    {
        using BpfObject target = BpfObject.Open(bytes, "refusals");
        foreach (BpfProgram other in target.Programs)
        {
            other.AutoLoad = other.Name == program;
        }

        VerifierException? exception = Record.Exception(target.Load) as VerifierException;
        if (exception is null)
        {
            return "it is not refused by the verifier";
        }

        notes += exception.Notes.Count == 0 ? 0 : 1;
        string? word = s_wordsOfCSharp.FirstOrDefault(word => WithoutSource(exception.Render()).Contains(word, StringComparison.Ordinal));
        return exception.SourceLocation?.Line != line ? $"line {exception.SourceLocation?.Line}: {exception.Message}"
            : exception.Class.ToString() != name ? $"class {exception.Class} instead of {name}: {exception.Message}"
            : exception.Explanation.Length == 0 || exception.Suggestion.Length == 0 ? $"not explained: {exception.Message}"
            : word is not null ? $"says '{word}': {exception.Message}"
            : "";
    }

    // The lines of the user, and the kernel's own words, say what they want.
    private static string WithoutSource(string text)
        => string.Join('\n', text.Split('\n').Where(static line => !line.Contains(" | ", StringComparison.Ordinal) && !line.Contains(" = ", StringComparison.Ordinal)));
}
