using System.Text.RegularExpressions;
using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>
/// Text IR before and after one pass. A case is a file in a folder that has the name of the pass: what the case shows, the module, then <c>; after PASS</c>
/// and the functions that the pass makes of those of the module, or <c>; unchanged</c>.
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
                cases.Add(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileNameWithoutExtension(file));

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ThePassMakesOfItWhatTheCaseSays(string name, string file)
    {
        IPass pass = PassPipeline.Entries.Single(entry => entry.Pass.Name == name).Pass;
        string text = Read(name, file), cpu = Cpu().Match(text) is { Success: true } match ? match.Groups[1].Value : "v3";
        int end = text.IndexOf(IsUnchanged(text) ? "; unchanged" : $"; after {name}\n", StringComparison.Ordinal);
        Assert.True(end > 0, "the case does not say what the pass makes of it");

        string before = text[..end];
        string expected = IsUnchanged(text) ? PassRun.Print(before, pass: null, cpu) : text[text.IndexOf('\n', end)..].Trim();

        Assert.Equal(expected, PassRun.Print(before, pass, cpu));
    }

    [Fact]
    public void EachPassHasCasesThatItChangesAndCasesThatItDoesNot()
        => Assert.All(PassPipeline.Names.Where(name => name != PassPipeline.Import), name =>
        {
            bool[] unchanged = [.. Directory.GetFiles(Path.Combine(s_directory, name), "*.ll").Select(file => IsUnchanged(File.ReadAllText(file)))];
            Assert.Contains(true, unchanged);
            Assert.Contains(false, unchanged);
        });

    private static bool IsUnchanged(string text) => text.EndsWith("\n; unchanged\n", StringComparison.Ordinal);

    private static string Read(string pass, string file) => File.ReadAllText(Path.Combine(s_directory, pass, file + ".ll"));

    [GeneratedRegex("^; cpu (v[0-9])$", RegexOptions.Multiline)]
    private static partial Regex Cpu();
}
