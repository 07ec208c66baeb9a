using System.Reflection;

namespace Bpf.Cli;

/// <summary>The diagnostic pages, docs/diagnostics/BPF*.md, as of the build of this program.</summary>
internal static class DiagnosticPages
{
    private const string Prefix = "diagnostics/";
    private const string Extension = ".md";

    private static readonly Assembly s_assembly = typeof(DiagnosticPages).Assembly;

    /// <summary>All ids in ascending order, such as <c>BPF0305</c>.</summary>
    public static IEnumerable<string> Ids => s_assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Extension.Length])
        .Order(StringComparer.Ordinal);

    /// <summary>Returns the text of a page, or null when there is none.</summary>
    public static string? Find(string id)
    {
        using Stream? page = s_assembly.GetManifestResourceStream($"{Prefix}{id}{Extension}");
        if (page is null)
        {
            return null;
        }

        using StreamReader reader = new(page);
        return reader.ReadToEnd().TrimEnd();
    }
}
