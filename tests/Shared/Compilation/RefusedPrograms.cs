using System.Text.RegularExpressions;
using Bpf.Compiler;
using Microsoft.CodeAnalysis;

namespace Bpf.Testing;

/// <summary>
/// Programs in C# that only the verifier refuses (tests/Shared/Refusals). Each class has one line with a mark, which names the class of the refusal, and
/// with REMEDY the same program as its author would mend it.
/// </summary>
internal static partial class RefusedPrograms
{
    // Verifying its programs takes minutes on a machine that is emulated.
    private const string Slow = "complexity";
    private const string WithRemedy = "#define REMEDY\n";
    private const string Without = "#define WRONG\n";

    /// <summary>True when the tests have the time for all of them.</summary>
    public static bool AreAllWanted => Environment.GetEnvironmentVariable("BPF_LONG_TESTS") == "1";

    /// <summary>The marks, by class.</summary>
    /// <param name="root">Root of the repository.</param>
    public static Dictionary<string, (int Line, string Class)> Marks(string root)
    {
        Dictionary<string, (int Line, string Class)> marks = [];
        foreach (string file in Files(root))
        {
            string[] lines = (Without + File.ReadAllText(file)).Split('\n');
            string name = "";
            for (int i = 0; i < lines.Length; i++)
            {
                name = Declaration().Match(lines[i]) is { Success: true } declaration ? declaration.Groups[1].Value : name;
                if (Mark().Match(lines[i]) is { Success: true } mark)
                {
                    marks.Add(name, (i + 1, mark.Groups[1].Value));
                }
            }
        }

        return marks;
    }

    /// <summary>The sources in C with such marks; a mark may name the program if it is in a function that others call.</summary>
    /// <param name="root">Root of the repository.</param>
    public static IEnumerable<string> FilesOfC(string root)
        => Directory.GetFiles(Path.Combine(root, "tests/Bpf.Runtime.Tests/objects/refusals"), "*.c").Order(StringComparer.Ordinal);

    /// <summary>The marks of a file in C, by program.</summary>
    public static Dictionary<string, (int Line, string Class)> MarksOfC(string[] lines)
    {
        Dictionary<string, (int Line, string Class)> marks = [];
        string program = "";
        for (int i = 0; i < lines.Length; i++)
        {
            program = Program().Match(lines[i]) is { Success: true } entry ? entry.Groups[1].Value : program;
            if (Mark().Match(lines[i]) is { Success: true } mark)
            {
                marks.Add(mark.Groups[2].Length == 0 ? program : mark.Groups[2].Value, (i + 1, mark.Groups[1].Value));
            }
        }

        return marks;
    }

    /// <summary>Compiles them.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <param name="hasRemedy">True for the programs that load.</param>
    /// <param name="optimization">How Roslyn compiles.</param>
    /// <param name="architecture">The machine that loads them.</param>
    /// <param name="areAll">False without those that take minutes on an emulated machine.</param>
    public static IEnumerable<CompiledObject> Compile(
        string root, bool hasRemedy, OptimizationLevel optimization, TargetArchitecture architecture, bool areAll = true)
        => Files(root).Where(file => areAll || !IsSlow(file)).SelectMany(file
            => BpfSource.CompileObjects((hasRemedy ? WithRemedy : Without) + File.ReadAllText(file), optimization, architectures: architecture));

    /// <summary>True for a file with programs that take minutes on an emulated machine.</summary>
    public static bool IsSlow(string file) => Path.GetFileNameWithoutExtension(file).Equals(Slow, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Files(string root) => Directory.GetFiles(Path.Combine(root, "tests/Shared/Refusals"), "*.cs").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^public static unsafe class (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^SEC\(""[^""]+""\) int (\w+)\(")]
    private static partial Regex Program();

    [GeneratedRegex(@"//!! (\w+)(?: (\w+))?$")]
    private static partial Regex Mark();
}
