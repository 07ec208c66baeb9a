namespace Bpf.Shared;

/// <summary>One row of the diagnostics catalog, shared by the analyzers and bpfc.</summary>
internal sealed class BpfDiagnostic
{
    // The address of the repository is also RepositoryUrl in Directory.Build.props.
    private const string PagesAddress = "https://github.com/bpf-sdk/bpf-sdk/blob/main/docs/diagnostics/";

    public BpfDiagnostic(string id, DiagnosticArea area, DiagnosticLevel level, string title, string message)
    {
        Id = id;
        Area = area;
        Level = level;
        Title = title;
        Message = message;
    }

    /// <summary>Identifier, <c>BPF</c> and four digits.</summary>
    public string Id { get; }

    /// <summary>URL of its documentation page.</summary>
    public string HelpLink => $"{PagesAddress}{Id}.md";

    /// <summary>Category.</summary>
    public DiagnosticArea Area { get; }

    /// <summary>Default severity.</summary>
    public DiagnosticLevel Level { get; }

    /// <summary>Short title.</summary>
    public string Title { get; }

    /// <summary>Composite format string of the message.</summary>
    public string Message { get; }
}
