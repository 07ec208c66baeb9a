using System.Text.RegularExpressions;
using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>
/// Text IR before and after one pass. A case is a file in a folder with the name of the pass: a description, the module, then <c>; after PASS</c>
/// and the resulting functions, or <c>; unchanged</c>.
/// </summary>
public sealed partial class PassCaseTests
{
    private static readonly string s_directory = Path.Combine(AppContext.BaseDirectory, "Passes", "Cases");

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string file in Directory.GetFiles(s_directory, "*.ll", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                cases.Add(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileNameWithoutExtension(file));
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void PassProducesTheExpectedCode(string name, string file)
    {
        IPass pass = PassPipeline.Entries.Single(entry => entry.Pass.Name == name).Pass;
        (string before, string? after, string cpu) = Read(name, file);

        Assert.Equal(after ?? PassRun.Print(before, pass: null, cpu), PassRun.Print(before, pass, cpu));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ModuleIsValidAfterAllPasses(string name, string file)
    {
        (string before, _, string cpu) = Read(name, file);

        Assert.NotEmpty(PassRun.Run(before, PassPipeline.Entries.Select(entry => entry.Pass), cpu));
    }

    [Fact]
    public void EachPassHasPositiveAndNegativeCases()
        => Assert.All(PassPipeline.Names.Where(name => name != PassPipeline.Import), name =>
        {
            bool[] unchanged = [.. Directory.GetFiles(Path.Combine(s_directory, name), "*.ll").Select(file => IsUnchanged(File.ReadAllText(file)))];
            Assert.Contains(true, unchanged);
            Assert.Contains(false, unchanged);
        });

    private static bool IsUnchanged(string text) => text.EndsWith("\n; unchanged\n", StringComparison.Ordinal);

    private static (string Before, string? After, string Cpu) Read(string pass, string file)
    {
        string text = File.ReadAllText(Path.Combine(s_directory, pass, file + ".ll")), end = IsUnchanged(text) ? "; unchanged\n" : $"; after {pass}\n";
        int position = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(position > 0, "the case does not say what the pass makes of it");
        string? after = IsUnchanged(text) ? null : text[(position + end.Length)..].Trim();
        return (text[..position], after, Cpu().Match(text) is { Success: true } match ? match.Groups[1].Value : "v3");
    }

    [GeneratedRegex("^; cpu (v[0-9])$", RegexOptions.Multiline)]
    private static partial Regex Cpu();
}
