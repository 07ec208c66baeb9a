using System.Reflection;
using System.Text.RegularExpressions;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Tests;

/// <summary>The catalog, the analyzers, the release file and the documentation agree.</summary>
public sealed partial class CatalogTests
{
    private static readonly BpfDiagnostic[] s_catalogue =
    [
        .. typeof(BpfDiagnostics).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (BpfDiagnostic)field.GetValue(null)!),
    ];

    private static readonly DiagnosticDescriptor[] s_supported =
        [.. AllAnalyzers.Rules.SelectMany(static analyzer => analyzer.SupportedDiagnostics)];

    private static readonly string s_repositoryAddress = typeof(CatalogTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "RepositoryUrl").Value!;

    [Fact]
    public void IdsOfTheCatalogAreUnique()
        => Assert.Empty(s_catalogue.GroupBy(static row => row.Id).Where(static group => group.Count() > 1).Select(static group => group.Key));

    [Fact]
    public void EveryRuleBelongsToOneAnalyzer()
        => Assert.Empty(s_supported.GroupBy(static rule => rule.Id).Where(static group => group.Count() > 1).Select(static group => group.Key));

    [Fact]
    public void EveryRuleIsARowOfTheCatalog() => Assert.All(s_supported, static rule =>
    {
        BpfDiagnostic row = Assert.Single(s_catalogue, row => row.Id == rule.Id);
        Assert.StartsWith(row.Message, rule.MessageFormat.ToString(null), StringComparison.Ordinal);
        Assert.Equal("Bpf." + row.Area, rule.Category);
        Assert.Equal(row.Level.ToString(), rule.DefaultSeverity.ToString());
    });

    [Fact]
    public void ReleaseFileListsTheRules()
    {
        IEnumerable<string> listed = ReleaseRow().Matches(Read("AnalyzerReleases.Unshipped.md")).Select(static match => match.Value.TrimEnd());
        IEnumerable<string> expected = s_supported
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal)
            .Select(static rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}");
        Assert.Equal(expected, listed);
    }

    [Fact]
    public void EveryRuleHasAPage()
    {
        string[] pages = typeof(CatalogTests).Assembly.GetManifestResourceNames();
        Assert.All(s_supported, rule => Assert.Contains($"docs/{rule.Id}.md", pages));
        Assert.All(s_supported, static rule => Assert.Equal($"{s_repositoryAddress}/blob/main/docs/diagnostics/{rule.Id}.md", rule.HelpLinkUri));
    }

    [Fact]
    public void PageAboutKernelsListsEveryFeature()
    {
        string page = Read("docs/BPF0018.md");
        Assert.All(FeatureVersions.All, row => Assert.Contains($"| {row.What} | {row.Since} | `{row.Source.Replace("|", "or", StringComparison.Ordinal)}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void FirstBuildPassReportsEveryError()
    {
        string configuration = Read("BpfInner.globalconfig");
        Assert.All(
            s_supported.Where(static rule => rule.DefaultSeverity == DiagnosticSeverity.Error),
            rule => Assert.Contains($"dotnet_diagnostic.{rule.Id}.severity = error\n", configuration, StringComparison.Ordinal));
        Assert.All(
            s_supported.Where(static rule => rule.DefaultSeverity != DiagnosticSeverity.Error),
            rule => Assert.DoesNotContain(rule.Id, configuration, StringComparison.Ordinal));
    }

    [Fact]
    public void SuppressorsHaveTheDocumentedIds() => Assert.Equal(
        ["BPFSPR0001", "BPFSPR0002", "BPFSPR0003"],
        AllAnalyzers.Suppressors.SelectMany(static suppressor => suppressor.SupportedSuppressions).Select(static row => row.Id).Distinct().Order());

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(CatalogTests).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^BPF[0-9]{4} \\|.*$", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();
}
