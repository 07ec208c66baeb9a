namespace Bpf.Shared;

/// <content>Diagnostics that only bpfc reports.</content>
internal static partial class BpfDiagnostics
{
    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic AbortSkipsFinally = Error("BPF0437", DiagnosticArea.Language,
        "Method that ends the program is called in a try with finally",
        "'{0}' may throw BpfAbortException, which ends the program without the 'finally' or 'using' around this call; call it outside, or return a value");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic VirtualCall = Error("BPF0105", DiagnosticArea.Language,
        "Virtual call in BPF code",
        "'{0}' is a virtual or interface call, which is not available in BPF code; call a method of a struct or use a type parameter");

    /// <summary>{0}: method, {1}: number.</summary>
    public static readonly BpfDiagnostic TooManyArguments = Error("BPF0119", DiagnosticArea.Language,
        "Too many arguments",
        "'{0}' takes {1} arguments; a function that is called by the kernel takes at most 5");

    /// <summary>{0}: method of the framework, {1}: where.</summary>
    public static readonly BpfDiagnostic CannotEndProgram = Error("BPF0141", DiagnosticArea.Language,
        "Check that cannot end the program",
        "'{0}' may throw here, and {1} cannot end the program; test the values before the call");

    /// <summary>{0}: method of the framework.</summary>
    public static readonly BpfDiagnostic AlwaysThrows = Error("BPF0143", DiagnosticArea.Language,
        "Call that always throws",
        "'{0}' always throws here; in BPF the program would end");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic TypeTest = Error("BPF0130", DiagnosticArea.Language,
        "Type test on a reference",
        "Type tests on references are not available in BPF code ('{0}')");

    /// <summary>{0}: field, {1}: reason.</summary>
    public static readonly BpfDiagnostic SkeletonDisagrees = Error("BPF0150", DiagnosticArea.Types,
        "Variable does not match its skeleton",
        "The skeleton and the object disagree on '{0}': {1}");

    /// <summary>{0}: system call, {1}: architecture, {2}: architectures that have it.</summary>
    public static readonly BpfDiagnostic SystemCallOfOtherArchitecture = Error("BPF0425", DiagnosticArea.Kernel,
        "Architecture does not have the system call",
        "Linux on {1} does not have the system call '{0}'; set BpfArchitectures to {2}, or AutoLoad = false, so that the host loads the program where it can "
        + "be attached");

    /// <summary>{0}: target, {1}: file, {2}: names.</summary>
    public static readonly BpfDiagnostic MisspelledFunction = Warning("BPF0449", DiagnosticArea.Usage,
        "Function of a library seems to be misspelled",
        "'{1}' of this machine has no function for '{0}'; did you mean {2}?");

    /// <summary>{0}: member.</summary>
    public static readonly BpfDiagnostic CommonRecordFields = Error("BPF0420", DiagnosticArea.Kernel,
        "Common part of a tracepoint record is read",
        "'{0}' is in the first 8 bytes of the record, which programs cannot read; the BPF helpers know the current process and thread");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic RecordMemberExpected = Error("BPF0421", DiagnosticArea.Kernel,
        "Member of a tracepoint record is expected",
        "The first argument of '{0}' must be a member of the record of a tracepoint, written in place");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic CollectionFieldExpected = Error("BPF0457", DiagnosticArea.Kernel,
        "List or tree is used through a reference",
        "The objects have several nodes, and which one '{0}' uses depends on the field that holds the collection; call it on the field itself");

    /// <summary>{0}: version of LLVM, {1}: type.</summary>
    public static readonly BpfDiagnostic LlvmCannotTag = Error("BPF0458", DiagnosticArea.Codegen,
        "LLVM is too old for kernel objects",
        "LLVM {0} cannot describe {1} to the kernel; use LLVM 16 or newer, such as the package libllvm19");

    /// <summary>{0}: type, {1}: reason.</summary>
    public static readonly BpfDiagnostic ObjectType = Error("BPF0459", DiagnosticArea.Kernel,
        "Type cannot be allocated or referenced",
        "'{0}' {1}");

    /// <summary>{0}: program, {1}: bytes, {2}: the calls with the bytes of each function.</summary>
    public static readonly BpfDiagnostic StackLimit = Error("BPF0601", DiagnosticArea.Codegen,
        "Stack limit exceeded",
        "'{0}' needs {1} bytes of stack ({2}); BPF has 512 for a program and everything it calls: move data to a per-CPU array");

    /// <summary>{0}: program, {1}: bytes, {2}: the calls with the bytes of each function.</summary>
    public static readonly BpfDiagnostic StackNearLimit = Warning("BPF0613", DiagnosticArea.Codegen,
        "Stack limit exceeded on some kernels",
        "'{0}' needs {1} bytes of stack ({2}) on kernels that round the stack of each function up to 32 bytes; BPF has 512");

    /// <summary>{0}: number of functions, {1}: their names.</summary>
    public static readonly BpfDiagnostic CallDepth = Error("BPF0614", DiagnosticArea.Codegen,
        "Calls are nested too deeply",
        "{0} functions call each other ({1}); the kernel allows a depth of 8; mark some with [MethodImpl(MethodImplOptions.AggressiveInlining)]");

    /// <summary>{0}: LLVM's words.</summary>
    public static readonly BpfDiagnostic BackendError = Error("BPF0602", DiagnosticArea.Codegen,
        "LLVM cannot generate code",
        "LLVM: {0}");

    /// <summary>{0}: instruction, {1}: offset, {2}: method.</summary>
    public static readonly BpfDiagnostic InstructionUnsupported = Error("BPF0605", DiagnosticArea.Codegen,
        "IL instruction is not supported",
        "The IL instruction {0} at IL_{1:x4} in '{2}' is not supported");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic NoBody = Error("BPF0606", DiagnosticArea.Codegen,
        "Method has no IL",
        "'{0}' has no IL: it is native, abstract, or from a reference assembly");

    /// <summary>{0}: assembly.</summary>
    public static readonly BpfDiagnostic NoSymbols = Warning("BPF0608", DiagnosticArea.Codegen,
        "No PDB",
        "'{0}' has no PDB, neither embedded nor in a file next to it, so errors, bpftool and verifier logs will not show source lines; build with DebugType portable or embedded");

    /// <summary>{0}: function.</summary>
    public static readonly BpfDiagnostic BlockOperation = Error("BPF0609", DiagnosticArea.Codegen,
        "Block operation became a call",
        "A copy or fill of memory became a call to '{0}', which BPF does not have; use a constant size");
}
