namespace Bpf.Shared;

/// <content>What bpfc reports beyond what the analyzers see.</content>
internal static partial class BpfDiagnostics
{
    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramGeneric = Error("BPF0002", DiagnosticArea.Usage,
        "BPF program is generic",
        "BPF program '{0}' must not be generic or inside a generic type");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramWithoutBody = Error("BPF0004", DiagnosticArea.Usage,
        "BPF program has no body",
        "BPF program '{0}' must have a body");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic MixedProgramKinds = Error("BPF0006", DiagnosticArea.Usage,
        "Program attributes of different kinds",
        "'{0}' has program attributes of different kinds; write one method per kind");

    /// <summary>{0}: name.</summary>
    public static readonly BpfDiagnostic NameUsedTwice = Error("BPF0007", DiagnosticArea.Usage,
        "Name is used twice",
        "The name '{0}' is used twice in this object; programs and maps need different names");

    /// <summary>{0}: number of parameters, {1}: limit.</summary>
    public static readonly BpfDiagnostic TooManyProbeArguments = Error("BPF0012", DiagnosticArea.Usage,
        "Too many program parameters",
        "The method asks for {0} values; this kind of program has at most {1}");

    /// <summary>{0}: parameter.</summary>
    public static readonly BpfDiagnostic ContextNotFirst = Error("BPF0013", DiagnosticArea.Usage,
        "Context is not the first parameter",
        "The context parameter '{0}' must be the first parameter");

    /// <summary>{0}: method, {1}: reason.</summary>
    public static readonly BpfDiagnostic HelperSignature = Error("BPF0016", DiagnosticArea.Usage,
        "Helper declaration is unusable",
        "'{0}' cannot be a kernel function: {1}");

    /// <summary>{0}: helper.</summary>
    public static readonly BpfDiagnostic HelperNeedsGpl = Error("BPF0017", DiagnosticArea.Usage,
        "Helper is GPL-only",
        "The kernel lets only GPL-compatible programs call '{0}'; write [BpfObject(License = \"GPL\")] or another GPL-compatible licence");

    /// <summary>{0}: helper, {1}: program kind.</summary>
    public static readonly BpfDiagnostic HelperNotAllowed = Error("BPF0019", DiagnosticArea.Usage,
        "Helper is not allowed in this kind of program",
        "'{0}' is not allowed in programs of type {1}");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic ArrayUse = Error("BPF0102", DiagnosticArea.Language,
        "Array in BPF code",
        "Arrays cannot be created or passed in BPF code; use stackalloc, an [InlineArray] struct, a map, or a static readonly array with constant elements");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic Boxing = Error("BPF0104", DiagnosticArea.Language,
        "Boxing in BPF code",
        "'{0}' cannot be boxed in BPF code; use the value itself or a generic method");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic VirtualCall = Error("BPF0105", DiagnosticArea.Language,
        "Virtual call in BPF code",
        "'{0}' is a virtual or interface call, which is not available in BPF code; call a method of a struct or use a type parameter");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic DelegateUse = Error("BPF0106", DiagnosticArea.Language,
        "Delegate in BPF code",
        "Delegates are not available in BPF code; pass the address of a static method (&Method) to a helper that calls it");

    /// <summary>{0}: what was used.</summary>
    public static readonly BpfDiagnostic ReflectionUse = Error("BPF0111", DiagnosticArea.Language,
        "Reflection in BPF code",
        "Reflection is not available in BPF code ('{0}')");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic IndirectCall = Error("BPF0113", DiagnosticArea.Language,
        "Indirect call in BPF code",
        "Function pointers cannot be called in BPF code; they can only be passed to a helper that calls them");

    /// <summary>{0}: method, {1}: reason.</summary>
    public static readonly BpfDiagnostic NoImplementation = Error("BPF0114", DiagnosticArea.Language,
        "Method has no BPF implementation",
        "'{0}' has no BPF implementation: {1}");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic CheckedArithmetic = Error("BPF0115", DiagnosticArea.Language,
        "Checked arithmetic in BPF code",
        "Checked arithmetic cannot report an overflow in BPF code; use unchecked arithmetic and compare before");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic Int128 = Error("BPF0116", DiagnosticArea.Language,
        "128-bit integer in BPF code",
        "128-bit integers are not available in BPF code; use two 64-bit values");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic StackallocSize = Error("BPF0117", DiagnosticArea.Language,
        "stackalloc with a variable size",
        "The size of a stackalloc must be a constant in BPF code");

    /// <summary>{0}: method, {1}: number.</summary>
    public static readonly BpfDiagnostic TooManyArguments = Error("BPF0119", DiagnosticArea.Language,
        "Too many arguments",
        "'{0}' takes {1} arguments; a function that is called by the kernel takes at most 5");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic AtomicWidth = Error("BPF0125", DiagnosticArea.Language,
        "Atomic operation on a small integer",
        "Atomic operations on '{0}' are not available in BPF code; use a 32- or 64-bit integer");

    /// <summary>{0}: operation, {1}: cpu.</summary>
    public static readonly BpfDiagnostic AtomicNeedsCpu = Error("BPF0126", DiagnosticArea.Language,
        "Atomic operation needs a newer instruction set",
        "'{0}' needs the instruction set v3 (BpfCpu is {1})");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic MemoryBarrier = Error("BPF0127", DiagnosticArea.Language,
        "Memory barrier in BPF code",
        "Memory barriers are not available in BPF code; atomic operations that return a value order memory");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic InterpolatedString = Error("BPF0128", DiagnosticArea.Language,
        "Interpolated string in BPF code",
        "Interpolated strings are only available as the argument of BpfHelpers.Print");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic TypeTest = Error("BPF0130", DiagnosticArea.Language,
        "Type test on a reference",
        "Type tests on references are not available in BPF code ('{0}')");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic LockUse = Error("BPF0133", DiagnosticArea.Language,
        "lock in BPF code",
        "lock is not available in BPF code; use atomic operations or a BpfSpinLock in the map value");

    /// <summary>{0}: field, {1}: reason.</summary>
    public static readonly BpfDiagnostic StaticInitializerUnknown = Error("BPF0135", DiagnosticArea.Language,
        "Static field is not initialised with a constant",
        "The initial value of '{0}' must be a constant: {1}");

    /// <summary>{0}: field, {1}: type.</summary>
    public static readonly BpfDiagnostic StaticFieldType = Error("BPF0136", DiagnosticArea.Types,
        "Static field cannot be BPF data",
        "The static field '{0}' of type '{1}' cannot be used in BPF code; use an unmanaged type");

    /// <summary>{0}: field.</summary>
    public static readonly BpfDiagnostic ReadOnlyWrite = Error("BPF0137", DiagnosticArea.Language,
        "Write to read-only data",
        "'{0}' is read-only data and cannot be written in BPF code; remove readonly");

    /// <summary>{0}: type, {1}: size, {2}: limit.</summary>
    public static readonly BpfDiagnostic TypeTooLarge = Error("BPF0204", DiagnosticArea.Types,
        "Type is too large",
        "'{0}' has {1} bytes; the limit here is {2}");

    /// <summary>{0}: field.</summary>
    public static readonly BpfDiagnostic MapNotReadOnly = Error("BPF0300", DiagnosticArea.Maps,
        "Map field is not static readonly",
        "The map '{0}' must be a static readonly field");

    /// <summary>{0}: field, {1}: reason.</summary>
    public static readonly BpfDiagnostic MapInvalid = Error("BPF0301", DiagnosticArea.Maps,
        "Map declaration is not valid",
        "The map '{0}' is not valid: {1}");

    /// <summary>{0}: field.</summary>
    public static readonly BpfDiagnostic MapWithoutAttribute = Error("BPF0303", DiagnosticArea.Maps,
        "Map field has no [BpfMap]",
        "The map '{0}' needs a [BpfMap] attribute");

    /// <summary>{0}: what happened.</summary>
    public static readonly BpfDiagnostic InternalError = Error("BPF0600", DiagnosticArea.Codegen,
        "Internal compiler error",
        "Internal compiler error: {0}");

    /// <summary>{0}: what needs the stack.</summary>
    public static readonly BpfDiagnostic StackLimit = Error("BPF0601", DiagnosticArea.Codegen,
        "Stack limit exceeded",
        "{0} of stack; BPF has 512 bytes for a program and everything it calls: move data to a per-CPU array");

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

    /// <summary>{0}: function.</summary>
    public static readonly BpfDiagnostic BlockOperation = Error("BPF0609", DiagnosticArea.Codegen,
        "Block operation became a call",
        "A copy or fill of memory became a call of '{0}', which BPF does not have; use a constant size");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic SwitchNotExhaustive = Warning("BPF0121", DiagnosticArea.Language,
        "Switch expression is not exhaustive",
        "The switch expression does not handle every value; the others give the default value in BPF code: add a '_ =>' arm");
}
