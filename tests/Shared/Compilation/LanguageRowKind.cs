namespace Bpf.Testing;

/// <summary>Whether a construct compiles.</summary>
internal enum LanguageRowKind
{
    /// <summary>It compiles.</summary>
    Supported,

    /// <summary>It gives a diagnostic.</summary>
    Refused,

    /// <summary>It compiles within limits, and gives a diagnostic beyond.</summary>
    Both,
}
