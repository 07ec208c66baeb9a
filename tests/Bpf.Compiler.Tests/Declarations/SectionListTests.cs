using System.Text.RegularExpressions;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Compiler.Tests.Declarations;

/// <summary>The sections of libbpf, against the table of kinds: each has an attribute, or a row with the reason in docs/attaching.md.</summary>
public sealed partial class SectionListTests
{
    private const string Heading = "## Sections without an attribute";

    [Fact]
    public void EverySectionHasAnAttributeOrAReason()
    {
        string[] sections = [.. Rows().Matches(Read("src/Bpf.Objects/Sections/SectionTable.cs")).Select(static match => match.Groups[1].Value)];
        string page = Read("docs/attaching.md");
        string[] reasons = [.. Reasons().Matches(page[page.IndexOf(Heading, StringComparison.Ordinal)..].Split("\n## ")[0])
            .SelectMany(static match => Names().Matches(match.Groups[1].Value)).Select(static match => match.Groups[1].Value)];
        Assert.True(sections.Length > 100);
        Assert.Empty(sections.Except(ProgramKinds.AtHooks.SelectMany(SectionsOf)).Except(reasons));
        Assert.Empty(reasons.Except(sections));
    }

    // The sections that the compiler writes for an attribute, by what can be set in it.
    private static IEnumerable<string> SectionsOf(ProgramKind kind)
    {
        Type attribute = typeof(XdpAttribute).Assembly.GetType(kind.Attribute)!;
        string[] forms = kind.GlobForm is { } glob ? ["", glob] : attribute.GetProperty("Single") is null ? [""] : ["", ".single"];
        string[] sleeps = attribute.GetProperty("Sleepable") is null ? [""] : ["", ".s"];
        return from section in (string?[])[kind.Section, kind.OptionSection]
               where section is not null
               from form in forms
               from sleep in sleeps
               select section + form + sleep;
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Libbpf.RepositoryRoot, path));

    [GeneratedRegex("""new\("([^"]+)", ProgramFamily""")]
    private static partial Regex Rows();

    [GeneratedRegex("""^\| (`[^|]+) \|""", RegexOptions.Multiline)]
    private static partial Regex Reasons();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
