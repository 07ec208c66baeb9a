namespace Bpf.Shared;

/// <summary>
/// The diagnostics catalogue. Analyzers report what syntax and semantics show while the user types; bpfc reports the rest, with the same id and
/// text, at the source line that the PDB gives.
/// </summary>
internal static class BpfDiagnostics
{
    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramNotStatic = Error("BPF0001", DiagnosticArea.Usage,
        "BPF program is not static", "BPF program '{0}' must be static");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramReturnType = Error("BPF0003", DiagnosticArea.Usage,
        "BPF program has an unusable return type", "BPF program '{0}' must return int, bool or void");

    /// <summary>{0}: target, {1}: reason.</summary>
    public static readonly BpfDiagnostic AttachTargetMalformed = Error("BPF0005", DiagnosticArea.Usage,
        "Attach target is malformed", "Attach target '{0}' is not valid: {1}");

    /// <summary>{0}: parameter, {1}: type.</summary>
    public static readonly BpfDiagnostic ParameterUnreadable = Error("BPF0011", DiagnosticArea.Usage,
        "Parameter cannot be read from the probe context",
        "Parameter '{0}' of type '{1}' cannot be read from the probe context; use an integer, an enum or a pointer");

    /// <summary>{0}: what was used.</summary>
    public static readonly BpfDiagnostic FloatingPoint = Error("BPF0100", DiagnosticArea.Language,
        "Floating point in BPF code", "Floating point is not available in BPF code ('{0}'); use integers, for example fixed point");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic StringUse = Error("BPF0101", DiagnosticArea.Language,
        "String in BPF code", "Strings are not available in BPF code; use a \"...\"u8 literal or a fixed byte buffer");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic ObjectCreation = Error("BPF0103", DiagnosticArea.Language,
        "Reference type in BPF code", "'{0}' is a reference type and cannot be created or used in BPF code; use a struct");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic Throw = Error("BPF0107", DiagnosticArea.Language,
        "throw in BPF code", "BPF code cannot throw; return a value instead");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic TryCatch = Error("BPF0108", DiagnosticArea.Language,
        "try/catch in BPF code", "try/catch is not available in BPF code; nothing throws there, so remove the catch");

    /// <summary>{0}: the cycle, for example <c>A → B → A</c>.</summary>
    public static readonly BpfDiagnostic Recursion = Error("BPF0112", DiagnosticArea.Language,
        "Recursion in BPF code", "BPF code cannot recurse: {0}; use a bounded loop");

    private static BpfDiagnostic Error(string id, DiagnosticArea area, string title, string message)
        => new(id, area, DiagnosticLevel.Error, title, message);
}
