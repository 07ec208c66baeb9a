using System.Text.RegularExpressions;

namespace Bpf.Repository.Tests;

/// <summary>Code and documentation use the terms of the glossary in docs/architecture.md, and American spelling.</summary>
public sealed class TermTests
{
    private static readonly string[] s_folders = ["src", "analyzers", "generators", "samples", "docs", "eng", "tests"];
    private static readonly string[] s_extensions = [".cs", ".md", ".sh", ".props", ".targets", ".csproj"];

    public static TheoryData<string, string> Terms => new()
    {
        { @"\bstatic trac(e|ing )points?\b|\btracing points?\b|\bUSDT points?\b", "USDT probe" },
        { @"(?<!\bthere )\bis no (?!longer\b)(?!…)", "is not a" },
        { @"\w*(behaviour|colour|favour|neighbour|honour|flavour)\w*", "-or" },
        { @"\b(licence|catalogue|centre|whilst|amongst|learnt|labelled|modelled|travelled|signalled|analyse[dr]?)\b", "license, catalog, center, while, among, …" },
        { @"\b(optimi|initiali|summari|recogni|seriali|virtuali|normali|organi|minimi|maximi|synchroni|speciali|symboli)s(e|ed|es|ing|ation)\b", "-ize" },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void OtherTermsAreNotUsed(string pattern, string term)
    {
        Regex other = new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        string[] found = [.. s_folders.SelectMany(Files).Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(path => Lines(path).Where(line => other.IsMatch(line.Text))
                .Select(line => $"{Path.GetRelativePath(Repository.Root, path)}({line.Number}): '{other.Match(line.Text).Value}'"))];
        Assert.True(found.Length == 0, $"Use '{term}':\n{string.Join('\n', found)}");
    }

    private static IEnumerable<string> Files(string folder)
        => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => s_extensions.Contains(Path.GetExtension(path)) && Path.GetFileName(path) != $"{nameof(TermTests)}.cs")
            .Where(path => !Path.GetRelativePath(Repository.Root, path).Split('/').Any(part => part is "bin" or "obj"));

    // The last column of the glossary lists the terms not to use.
    private static IEnumerable<(int Number, string Text)> Lines(string path)
    {
        bool isGlossary = false;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            isGlossary |= line == "## Glossary";
            yield return (number, isGlossary && line.StartsWith('|') ? string.Join('|', line.Split('|')[..3]) : line);
        }
    }
}
