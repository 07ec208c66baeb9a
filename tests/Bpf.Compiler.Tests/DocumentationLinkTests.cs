using System.Text;
using System.Text.RegularExpressions;
using Bpf.Testing;

namespace Bpf.Compiler.Tests;

/// <summary>Every file, folder and heading that a page names exists.</summary>
public sealed partial class DocumentationLinkTests
{
    private static readonly string s_root = Libbpf.RepositoryRoot;

    // A name in backticks is checked if it starts with one of these.
    private static readonly string[] s_folders = [".ci/", ".github/", "analyzers/", "docs/", "eng/", "generators/", "samples/", "src/", "tests/"];

    private static readonly string[] s_pages =
    [
        .. Directory.EnumerateFiles(s_root, "*.md"),
        .. Directory.EnumerateFiles(Path.Combine(s_root, "docs"), "*.md", SearchOption.AllDirectories),
        .. Directory.EnumerateFiles(Path.Combine(s_root, "src"), "README.md", SearchOption.AllDirectories),
        Path.Combine(s_root, "samples/README.md"),
    ];

    [Theory]
    [InlineData("docs/architecture.md", 60)]
    [InlineData("CONTRIBUTING.md", 30)]
    [InlineData("docs/decisions/README.md", 5)]
    public void PageIsCheckedAndNamesFiles(string page, int least)
    {
        string path = Path.Combine(s_root, page);
        Assert.Contains(path, s_pages);
        Assert.True(Links(path).Count() + QuotedPaths(path).Count() >= least);
    }

    [Fact]
    public void LinkedFilesExist()
        => AssertNone(page => Links(page).Where(link => link.Path.Length > 0 && !Path.Exists(Resolve(page, link.Path))).Select(link => link.Path));

    [Fact]
    public void LinkedHeadingsExist() => AssertNone(page => Links(page)
        .Where(link => link.Heading.Length > 0)
        .Where(link => !Headings(link.Path.Length == 0 ? page : Resolve(page, link.Path)).Contains(link.Heading))
        .Select(link => $"{link.Path}#{link.Heading}"));

    [Fact]
    public void QuotedPathsExist() => AssertNone(page => QuotedPaths(page).Where(path => !Exists(path)));

    [Theory]
    [InlineData("Where do I find …", "where-do-i-find-")]
    [InlineData("bpf doctor", "bpf-doctor")]
    [InlineData("Without privileges: a BPF token", "without-privileges-a-bpf-token")]
    [InlineData("1. From `[Uprobe(\"libc:malloc\")]` to BPF_LINK_CREATE", "1-from-uprobelibcmalloc-to-bpf_link_create")]
    public void HeadingAnchorMatchesGitHub(string heading, string anchor) => Assert.Equal(anchor, AnchorOf(heading));

    private static void AssertNone(Func<string, IEnumerable<string>> faults)
    {
        string[] found = [.. s_pages.SelectMany(page => faults(page).Select(fault => $"{Path.GetRelativePath(s_root, page)}: {fault}"))];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    private static IEnumerable<(string Path, string Heading)> Links(string page)
        => Link().Matches(WithoutCode(page)).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => target.Split('#') is [var path, var heading] ? (path, heading) : (target, ""));

    private static IEnumerable<string> QuotedPaths(string page)
        => Quoted().Matches(WithoutCode(page)).Select(match => match.Groups[1].Value)
            .Where(text => s_folders.Any(folder => text.StartsWith(folder, StringComparison.Ordinal)));

    private static HashSet<string> Headings(string page)
        => [.. Heading().Matches(WithoutCode(page)).Select(match => AnchorOf(match.Groups[1].Value))];

    // Letters, digits, hyphens and underscores in lower case; a space becomes a hyphen.
    private static string AnchorOf(string heading)
    {
        StringBuilder anchor = new();
        foreach (char c in heading.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_')
            {
                anchor.Append(c);
            }
            else if (c == ' ')
            {
                anchor.Append('-');
            }
        }

        return anchor.ToString();
    }

    // The last part may contain asterisks.
    private static bool Exists(string path)
    {
        string full = Path.Combine(s_root, path.TrimEnd('/'));
        return path.Contains('*', StringComparison.Ordinal)
            ? Directory.Exists(Path.GetDirectoryName(full)) && Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(full)!, Path.GetFileName(full)).Any()
            : Path.Exists(full);
    }

    private static string Resolve(string page, string link) => Path.GetFullPath(link, Path.GetDirectoryName(page)!);

    private static string WithoutCode(string page) => CodeBlock().Replace(File.ReadAllText(page), "");

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([\w./*-]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
