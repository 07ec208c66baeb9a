namespace Bpf.Shared;

/// <content>Project diagnostics, reported by the targets of Bpf.Sdk, the build task and the analyzer of the Bpf package.</content>
internal static partial class BpfDiagnostics
{
    /// <summary>{0}: the two versions.</summary>
    public static readonly BpfDiagnostic SdkTooOld = Error("BPF0901", DiagnosticArea.Build, "The .NET SDK is too old", "{0}");

    /// <summary>{0}: the platform target.</summary>
    public static readonly BpfDiagnostic ProcessNot64Bit = Error("BPF0902", DiagnosticArea.Build, "The process would not be 64-bit", "{0}");

    /// <summary>{0}: the runtime identifier.</summary>
    public static readonly BpfDiagnostic RuntimeNotLinux = Warning("BPF0903", DiagnosticArea.Build, "The runtime identifier is not Linux", "{0}");

    /// <summary>{0}: class.</summary>
    public static readonly BpfDiagnostic ObjectNotCompiled = Error("BPF0904", DiagnosticArea.Build, "BPF object is not compiled",
        "'{0}' is a BPF object, but this project does not reference Bpf.Sdk, so nothing compiles it: add <PackageReference Include=\"Bpf.Sdk\" /> here; "
        + "a reference through another project or package brings only the libraries");

    /// <summary>{0}: the language.</summary>
    public static readonly BpfDiagnostic LanguageNotCompiled = Warning("BPF0905", DiagnosticArea.Build, "BPF code in this language is not compiled", "{0}");

    /// <summary>{0}: the target framework.</summary>
    public static readonly BpfDiagnostic FrameworkTooOld = Error("BPF0906", DiagnosticArea.Build, "The target framework is too old", "{0}");

    /// <summary>{0}: property, {1}: value, {2}: what it takes.</summary>
    public static readonly BpfDiagnostic PropertyInvalid = Error("BPF0907", DiagnosticArea.Build, "Property value is not valid", "{0} is '{1}'; it takes {2}");

    /// <summary>{0}: program, {1}: kernels, {2}: reason.</summary>
    public static readonly BpfDiagnostic ProgramNotLoaded = Error("BPF0445", DiagnosticArea.Build, "Program does not load on a kernel",
        "'{0}' does not load on Linux {1}: {2}");

    /// <summary>{0}: kernel, {1}: reason.</summary>
    public static readonly BpfDiagnostic KernelNotVerified = Error("BPF0446", DiagnosticArea.Build, "Programs cannot be loaded on a kernel",
        "No program could be loaded on Linux {0}: {1}");

    /// <summary>{0}: program, {1}: kernels, {2}: reason.</summary>
    public static readonly BpfDiagnostic ProgramNotVerified = Warning("BPF0447", DiagnosticArea.Build, "Program is not verified on a kernel",
        "Whether '{0}' loads on Linux {1} is not known: {2}");
}
