namespace Bpf.Testing;

/// <summary>Whether a construct compiles.</summary>
internal enum LanguageRowKind
{
    /// <summary>It compiles.</summary>
    Supported,

    /// <summary>It causes a diagnostic.</summary>
    Refused,

    /// <summary>It compiles within limits, and causes a diagnostic beyond them.</summary>
    Both,
}
