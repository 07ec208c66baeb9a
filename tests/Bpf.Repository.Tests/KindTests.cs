using System.Text.RegularExpressions;

namespace Bpf.Repository.Tests;

/// <summary>Each kind of program in docs/program-kinds.md has a program that a test attaches, not only one that a test loads.</summary>
public sealed partial class KindTests
{
    private static readonly string[] s_folders = ["tests/Bpf.Kernel.Tests", "tests/Bpf.KernelMatrix.Guest", "tests/Bpf.Attach.Guest", "tests/Bpf.Samples.Tests", "samples"];

    [Fact]
    public void ProgramsOfEachKindAreAttached()
    {
        string[] sources = [.. s_folders.SelectMany(folder => Repository.SourcesBelow(Path.Combine(Repository.Root, folder))).Select(File.ReadAllText)];
        HashSet<string> used = [.. sources.SelectMany(source => Skeleton().Matches(source)).Select(match => match.Groups[1].Value)];
        HashSet<string> attached = [.. sources.SelectMany(source => KindsIn(source, used))];
        string[] kinds = [.. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs/program-kinds.md"))).Select(match => KindOf(match.Groups[1].Value))];
        Assert.NotEmpty(kinds);
        Assert.Equal([], kinds.Except(attached));
    }

    // An object that a test opens by its skeleton. Nothing else in a file says whether the test attaches it; one that is only loaded has its place in KindPrograms.
    private static IEnumerable<string> KindsIn(string source, HashSet<string> used)
        => Object().Matches(source).Any(match => used.Contains(match.Groups[1].Value))
            ? Attribute().Matches(source).SelectMany(match => match.Groups[1].Value.Split("), ")).Select(KindOf)
            : [];

    // The attribute, with the hook if that is its argument.
    private static string KindOf(string attribute)
    {
        Match match = NameAndHook().Match(attribute);
        return match.Groups[1].Value + match.Groups[2].Value;
    }

    [GeneratedRegex(@"^\| `\[([^`]*)\]` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(\w+)Skeleton\.Open")]
    private static partial Regex Skeleton();

    [GeneratedRegex(@"\[BpfObject\b[^\]]*\]\s*(?:///[^\n]*\s*)*(?:(?:public|internal|static|unsafe|partial)\s+)*class (\w+)")]
    private static partial Regex Object();

    [GeneratedRegex(@"^\s*\[(\w+[^\]\n]*)\]", RegexOptions.Multiline)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^(\w+)(?:\(\w+(?:Hook|Endpoint)(\.\w+))?")]
    private static partial Regex NameAndHook();
}
