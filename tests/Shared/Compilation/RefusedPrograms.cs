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
    private const string WithRemedy = "#define REMEDY\n";
    private const string Without = "#define WRONG\n";

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

    /// <summary>Compiles them.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <param name="hasRemedy">True for the programs that load.</param>
    /// <param name="optimization">How Roslyn compiles.</param>
    /// <param name="architecture">The machine that loads them.</param>
    public static IEnumerable<CompiledObject> Compile(string root, bool hasRemedy, OptimizationLevel optimization, TargetArchitecture architecture)
        => Files(root).SelectMany(file => BpfSource.CompileObjects((hasRemedy ? WithRemedy : Without) + File.ReadAllText(file), optimization, architectures: architecture));

    private static IEnumerable<string> Files(string root) => Directory.GetFiles(Path.Combine(root, "tests/Shared/Refusals"), "*.cs").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^public static unsafe class (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//!! (\w+)$")]
    private static partial Regex Mark();
}
