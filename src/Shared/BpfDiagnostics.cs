namespace Bpf.Shared;

/// <summary>
/// The diagnostics catalog. Analyzers report what syntax and semantics reveal while the user types; bpfc reports the rest, with the same ID and
/// text, at the source line recorded in the PDB.
/// </summary>
internal static partial class BpfDiagnostics
{
    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramNotStatic = Error("BPF0001", DiagnosticArea.Usage,
        "BPF program is not static",
        "BPF program '{0}' must be static");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramGeneric = Error("BPF0002", DiagnosticArea.Usage,
        "BPF program is generic",
        "BPF program '{0}' must not be generic or inside a generic type");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramReturnType = Error("BPF0003", DiagnosticArea.Usage,
        "BPF program has an unusable return type",
        "BPF program '{0}' must return int, bool or void");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramWithoutBody = Error("BPF0004", DiagnosticArea.Usage,
        "BPF program has no body",
        "BPF program '{0}' must have a body");

    /// <summary>{0}: target, {1}: reason.</summary>
    public static readonly BpfDiagnostic AttachTargetMalformed = Error("BPF0005", DiagnosticArea.Usage,
        "Attach target is malformed",
        "Attach target '{0}' is not valid: {1}");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic MixedProgramKinds = Error("BPF0006", DiagnosticArea.Usage,
        "Program attributes of different kinds",
        "'{0}' has program attributes of different kinds; write one method per kind");

    /// <summary>{0}: name.</summary>
    public static readonly BpfDiagnostic NameUsedTwice = Error("BPF0007", DiagnosticArea.Usage,
        "Name is used twice",
        "The name '{0}' is used twice in this object; programs and maps need different names");

    /// <summary>{0}: name, {1}: its first 15 characters.</summary>
    public static readonly BpfDiagnostic NameTooLong = Info("BPF0008", DiagnosticArea.Usage,
        "Name is longer than the kernel keeps",
        "The kernel keeps 15 characters of a name and shows '{0}' as '{1}'");

    /// <summary>{0}: BPF class, {1}: type around it.</summary>
    public static readonly BpfDiagnostic ContainerNotPartial = Warning("BPF0009", DiagnosticArea.Usage,
        "BPF object does not get a skeleton",
        "'{0}' does not get a skeleton because the containing type '{1}' is generic or not partial");

    /// <summary>{0}: method, {1}: reason.</summary>
    public static readonly BpfDiagnostic ProbeAttributesDisagree = Error("BPF0010", DiagnosticArea.Usage,
        "Probe attributes conflict",
        "The probe attributes of '{0}' conflict: {1}");

    /// <summary>{0}: parameter, {1}: type, {2}: what to use instead.</summary>
    public static readonly BpfDiagnostic ParameterUnreadable = Error("BPF0011", DiagnosticArea.Usage,
        "Parameter cannot be read from the context",
        "Parameter '{0}' of type '{1}' cannot be read from the context; {2}");

    /// <summary>{0}: number of parameters, {1}: limit.</summary>
    public static readonly BpfDiagnostic TooManyProbeArguments = Error("BPF0012", DiagnosticArea.Usage,
        "Too many program parameters",
        "The method takes {0} values; this kind of program provides at most {1}");

    /// <summary>{0}: parameter.</summary>
    public static readonly BpfDiagnostic ContextNotFirst = Error("BPF0013", DiagnosticArea.Usage,
        "Context is not the first parameter",
        "The context parameter '{0}' must be the first parameter");

    /// <summary>{0}: member.</summary>
    public static readonly BpfDiagnostic BpfOnlyMember = Warning("BPF0014", DiagnosticArea.Usage,
        "BPF-only member in managed code",
        "'{0}' works only inside BPF code; here it throws at run time");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic ProgramCalled = Warning("BPF0015", DiagnosticArea.Usage,
        "BPF program called from managed code",
        "BPF program '{0}' is called from managed code; only the kernel can call it, and user space uses the skeleton");

    /// <summary>{0}: method, {1}: reason.</summary>
    public static readonly BpfDiagnostic HelperSignature = Error("BPF0016", DiagnosticArea.Usage,
        "Helper declaration is unusable",
        "'{0}' cannot be a kernel function: {1}");

    /// <summary>{0}: helper.</summary>
    public static readonly BpfDiagnostic HelperNeedsGpl = Error("BPF0017", DiagnosticArea.Usage,
        "Helper is GPL-only",
        "The kernel lets only GPL-compatible programs call '{0}'; write [BpfObject(License = \"GPL\")] or another GPL-compatible license");

    /// <summary>{0}: feature, {1}: kernel version, {2}: BpfMinKernel.</summary>
    public static readonly BpfDiagnostic KernelTooOld = Warning("BPF0018", DiagnosticArea.Usage,
        "Feature is newer than the oldest supported kernel",
        "'{0}' requires Linux {1} or later; BpfMinKernel is {2}");

    /// <summary>{0}: helper, {1}: program kind.</summary>
    public static readonly BpfDiagnostic HelperNotAllowed = Error("BPF0019", DiagnosticArea.Usage,
        "Helper is not allowed in this kind of program",
        "'{0}' is not allowed in programs of type {1}");

    /// <summary>{0}: method, {1}: class.</summary>
    public static readonly BpfDiagnostic ProgramOutsideObject = Warning("BPF0020", DiagnosticArea.Usage,
        "BPF program outside a BPF object",
        "'{0}' is not compiled: its class '{1}' has no [BpfObject]");

    /// <summary>{0}: method, {1}: what it may return, {2}: what it returns, {3}: what the kernel takes that for.</summary>
    public static readonly BpfDiagnostic VerdictType = Error("BPF0022", DiagnosticArea.Usage,
        "Return type does not match the program's verdict",
        "BPF program '{0}' must return {1}, not {2}: {3}");

    /// <summary>{0}: expression, {1}: method, {2}: what it may return.</summary>
    public static readonly BpfDiagnostic ForeignVerdict = Error("BPF0023", DiagnosticArea.Usage,
        "Verdict of another kind of program",
        "'{0}' is the verdict of another kind of program; '{1}' returns {2}");

    /// <summary>{0}: number, {1}: method, {2}: the numbers with their names.</summary>
    public static readonly BpfDiagnostic VerdictOutOfRange = Error("BPF0024", DiagnosticArea.Usage,
        "Return value is not a verdict",
        "{0} is not a valid verdict of '{1}'; valid verdicts are {2}");

    /// <summary>{0}: attribute, {1}: what has it.</summary>
    public static readonly BpfDiagnostic ProgramNotMethod = Error("BPF0025", DiagnosticArea.Usage,
        "Program attribute on something that cannot be a program",
        "[{0}] has no effect on {1}: a BPF program is a static method of a class with [BpfObject]");

    /// <summary>{0}: class.</summary>
    public static readonly BpfDiagnostic ObjectWithoutPrograms = Warning("BPF0026", DiagnosticArea.Usage,
        "BPF object without programs",
        "'{0}' has no programs: none of its methods has an attribute such as [Uprobe]");

    /// <summary>{0}: field, {1}: where the programs' own is.</summary>
    public static readonly BpfDiagnostic HostReadsField = Warning("BPF0027", DiagnosticArea.Usage,
        "Host code uses the field instead of the program's memory",
        "'{0}' is a variable of this process here, which BPF programs neither read nor write; {1}");

    /// <summary>{0}: parameter.</summary>
    public static readonly BpfDiagnostic ArgumentAtReturn = Warning("BPF0028", DiagnosticArea.Usage,
        "Argument is read when the function returns",
        "'{0}' is an argument of the probed function, but its register may hold another value when the function returns; save it at entry in "
        + "context.Shared or a map");

    /// <summary>{0}: what was used.</summary>
    public static readonly BpfDiagnostic FloatingPoint = Error("BPF0100", DiagnosticArea.Language,
        "Floating point in BPF code",
        "Floating point is not available in BPF code ('{0}'); use integers, for example fixed point");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic StringUse = Error("BPF0101", DiagnosticArea.Language,
        "String in BPF code",
        "Strings are not available in BPF code; use a \"...\"u8 literal or a fixed byte buffer");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic ArrayUse = Error("BPF0102", DiagnosticArea.Language,
        "Array in BPF code",
        "Arrays cannot be created or passed in BPF code; use stackalloc, an [InlineArray] struct, a map, or a static readonly array with constant elements");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic ObjectCreation = Error("BPF0103", DiagnosticArea.Language,
        "Reference type in BPF code",
        "'{0}' is a reference type and cannot be created or used in BPF code; use a struct");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic Boxing = Error("BPF0104", DiagnosticArea.Language,
        "Boxing in BPF code",
        "'{0}' cannot be boxed in BPF code; use the value itself or a generic method");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic DelegateUse = Error("BPF0106", DiagnosticArea.Language,
        "Delegate in BPF code",
        "Delegates are not available in BPF code; pass a static lambda or a static method directly to a method that calls back, such as BpfHelpers.Loop");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic Throw = Error("BPF0107", DiagnosticArea.Language,
        "throw in BPF code",
        "BPF code can only throw 'new BpfAbortException(result)', which ends the program; return a value instead");

    /// <summary>{0}: method, {1}: what to do.</summary>
    public static readonly BpfDiagnostic ThrowingCall = Error("BPF0140", DiagnosticArea.Language,
        "Call to a method that exists to throw",
        "'{0}' throws on failure, and BPF code cannot throw; {1}");

    /// <summary>{0}: quoted field, or what else is constant.</summary>
    public static readonly BpfDiagnostic ReadOnlyWrite = Error("BPF0137", DiagnosticArea.Language,
        "Write to read-only data",
        "This writes {0}, which is read-only data; write to a variable that is not readonly, or to a copy");

    /// <summary>{0}: index or offset, {1}: of what, {2}: how much it has.</summary>
    public static readonly BpfDiagnostic OutOfRange = Error("BPF0142", DiagnosticArea.Language,
        "Constant is out of range",
        "{0} is out of range: {1} has {2}");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic DivisionByZero = Error("BPF0144", DiagnosticArea.Language,
        "Division by zero",
        "The divisor is always 0; C# would throw, in BPF the quotient is 0 and the remainder is the dividend");

    /// <summary>{0}: variable, {1}: fields.</summary>
    public static readonly BpfDiagnostic PartlySet = Warning("BPF0145", DiagnosticArea.Language,
        "Value is used before all of it is set",
        "'{0}' is used as a whole, but Unsafe.SkipInit leaves it uninitialized and nothing sets {1}");

    /// <summary>{0}: method, {1}: number of elements, {2}: the other number.</summary>
    public static readonly BpfDiagnostic NeverEqual = Warning("BPF0146", DiagnosticArea.Language,
        "Comparison that is always false",
        "'{0}' of {1} and {2} elements is always false{3}");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic TryCatch = Error("BPF0108", DiagnosticArea.Language,
        "try/catch in BPF code",
        "try/catch is not available in BPF code; nothing throws there, so remove the catch");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic AsyncOrIterator = Error("BPF0110", DiagnosticArea.Language,
        "Async or iterator method in BPF code",
        "'{0}' is an async or iterator method, which is not available in BPF code");

    /// <summary>{0}: what was used.</summary>
    public static readonly BpfDiagnostic ReflectionUse = Error("BPF0111", DiagnosticArea.Language,
        "Reflection in BPF code",
        "Reflection is not available in BPF code ('{0}')");

    /// <summary>{0}: the cycle, for example <c>A → B → A</c>.</summary>
    public static readonly BpfDiagnostic Recursion = Error("BPF0112", DiagnosticArea.Language,
        "Recursion in BPF code",
        "BPF code cannot recurse: {0}; use a bounded loop");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic IndirectCall = Error("BPF0113", DiagnosticArea.Language,
        "Indirect call in BPF code",
        "Function pointers cannot be called in BPF code; they can only be passed to a helper that calls them");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic CheckedArithmetic = Error("BPF0115", DiagnosticArea.Language,
        "Checked arithmetic in BPF code",
        "Checked arithmetic cannot report an overflow in BPF code; use unchecked arithmetic and compare first");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic Int128 = Error("BPF0116", DiagnosticArea.Language,
        "128-bit integer in BPF code",
        "128-bit integers are not available in BPF code; use two 64-bit values");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic StackallocSize = Error("BPF0117", DiagnosticArea.Language,
        "stackalloc with a variable size",
        "The size of a stackalloc must be a constant in BPF code");

    /// <summary>{0}: method, {1}: bytes.</summary>
    public static readonly BpfDiagnostic StackEstimate = Warning("BPF0118", DiagnosticArea.Language,
        "Locals may not fit the BPF stack",
        "The locals of '{0}' need about {1} bytes; the BPF stack has 512. Keep large data in a per-CPU array map");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic SwitchNotExhaustive = Warning("BPF0121", DiagnosticArea.Language,
        "Switch expression is not exhaustive",
        "The switch expression does not handle every value; the others evaluate to the default value in BPF code; add a '_ =>' arm");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic UnboundedLoop = Warning("BPF0123", DiagnosticArea.Verifier,
        "Loop has no visible bound",
        "The loop has no visible bound, so the verifier may refuse the program; count the iterations against a constant");

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
        "Interpolated strings are only available as the argument of BpfHelpers.Print; send other text as bytes in a struct");

    /// <summary>{0}: what is wrong.</summary>
    public static readonly BpfDiagnostic PrintFormat = Error("BPF0129", DiagnosticArea.Language,
        "Text cannot be printed by the kernel",
        "BpfHelpers.Print cannot print this: {0}");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic ForEach = Error("BPF0131", DiagnosticArea.Language,
        "foreach over an object in BPF code",
        "foreach over '{0}' is not available in BPF code; use an index loop over a span or an inline array");

    /// <summary>{0}: operator.</summary>
    public static readonly BpfDiagnostic Linq = Error("BPF0132", DiagnosticArea.Language,
        "LINQ in BPF code",
        "LINQ ('{0}') is not available in BPF code; use a loop");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic LockUse = Error("BPF0133", DiagnosticArea.Language,
        "lock in BPF code",
        "lock is not available in BPF code; use atomic operations or a BpfSpinLock in the map value");

    /// <summary>{0}: field, {1}: reason.</summary>
    public static readonly BpfDiagnostic StaticInitializerUnknown = Error("BPF0135", DiagnosticArea.Language,
        "Static field is not initialized with a constant",
        "The initial value of '{0}' must be a constant: {1}");

    /// <summary>{0}: field, {1}: type.</summary>
    public static readonly BpfDiagnostic StaticFieldType = Error("BPF0136", DiagnosticArea.Types,
        "Static field cannot be BPF data",
        "The static field '{0}' of type '{1}' cannot be used in BPF code; use an unmanaged type");

    /// <summary>{0}: field, {1}: type that the kernel looks after.</summary>
    public static readonly BpfDiagnostic StaticKernelField = Error("BPF0138", DiagnosticArea.Types,
        "Static field contains a lock or timer",
        "The static field '{0}' contains a {1}, which the kernel supports only in map values; put it in the value of a map, such as a BpfArray with "
        + "MaxEntries = 1");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic AutomaticLayout = Error("BPF0201", DiagnosticArea.Types,
        "Type has automatic layout",
        "The runtime may reorder the fields of '{0}', so the kernel and user space may disagree; use a struct with sequential layout");

    /// <summary>{0}: type, {1}: bytes.</summary>
    public static readonly BpfDiagnostic KeyPadding = Warning("BPF0202", DiagnosticArea.Types,
        "Map key has padding",
        "The map key '{0}' has {1} bytes of padding, so keys that are equal in C# may differ in the kernel; add fields to fill the padding");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic SharedPointer = Warning("BPF0203", DiagnosticArea.Types,
        "Pointer is shared with user space",
        "'{0}' contains a pointer and is shared with user space, where it is meaningless");

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

    /// <summary>{0}: variable.</summary>
    public static readonly BpfDiagnostic UncheckedReference = Warning("BPF0305", DiagnosticArea.Verifier,
        "Map value is used without a check",
        "'{0}' may be null here; the verifier refuses programs that use it without testing the result of the lookup");

    /// <summary>{0}: variable.</summary>
    public static readonly BpfDiagnostic ReservationLeak = Error("BPF0306", DiagnosticArea.Verifier,
        "Ring buffer record is not submitted",
        "The record '{0}' is not submitted or discarded on every path; the verifier refuses the program");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic KernelDereference = Error("BPF0401", DiagnosticArea.Kernel,
        "Kernel memory is dereferenced directly",
        "Kernel memory cannot be read or written directly here: the verifier does not know what the pointer points to; use Core.Read");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic KernelStructValue = Error("BPF0402", DiagnosticArea.Kernel,
        "Kernel struct is used as a value",
        "'{0}' describes a kernel struct, and only the kernel knows its size; use it through pointers");

    /// <summary>{0}: method.</summary>
    public static readonly BpfDiagnostic KernelFieldExpected = Error("BPF0403", DiagnosticArea.Kernel,
        "Argument is not a field of a kernel struct",
        "The argument of '{0}' must be a field access on a [KernelStruct]");

    /// <summary>{0}: expression, {1}: method to call instead.</summary>
    public static readonly BpfDiagnostic UserMemoryAsKernel = Warning("BPF0404", DiagnosticArea.Kernel,
        "User memory is read as kernel memory",
        "'{0}' is an address in the probed process, but this reads kernel memory; use {1}");

    /// <summary>{0}: expression, {1}: method to call instead.</summary>
    public static readonly BpfDiagnostic KernelMemoryAsUser = Warning("BPF0405", DiagnosticArea.Kernel,
        "Kernel memory is read as user memory",
        "'{0}' is a kernel address, but this reads user memory; use {1}");

    /// <summary>{0}: field.</summary>
    public static readonly BpfDiagnostic BitFieldRead = Error("BPF0406", DiagnosticArea.Kernel,
        "Bit-field is read as a whole",
        "'{0}' is declared as a bit-field, which shares its bytes with other fields; read it with Core.ReadBits");

    /// <summary>{0}: C# field, {1}: its type, {2}: kernel field, {3}: its type and the kernels that have it so.</summary>
    public static readonly BpfDiagnostic KernelFieldDiffers = Warning("BPF0407", DiagnosticArea.Kernel,
        "Kernel field has a different type",
        "'{0}' is declared as {1}, but '{2}' is {3}");

    /// <summary>{0}: kernel type, field or enumerator, {1}: kernels without it, {2}: advice.</summary>
    public static readonly BpfDiagnostic UnknownKernelMember = Warning("BPF0408", DiagnosticArea.Kernel,
        "Kernel type or field does not exist",
        "'{0}' is not in {1}{2}");

    /// <summary>{0}: what some kernels do not have, or have otherwise.</summary>
    public static readonly BpfDiagnostic KernelsDiffer = Info("BPF0409", DiagnosticArea.Kernel,
        "Declaration of a kernel type does not match all kernels",
        "{0}");

    /// <summary>{0}: type.</summary>
    public static readonly BpfDiagnostic HostKernelType = Warning("BPF0410", DiagnosticArea.Kernel,
        "Host code uses a kernel type",
        "Code that runs in user space uses '{0}' of Bpf.Vmlinux, which is not copied to the output; use a number, or add a reference to the package Bpf.Vmlinux");

    /// <summary>{0}: parameter, {1}: its type, {2}: the kernel's type, {3}: target, {4}: prototype.</summary>
    public static readonly BpfDiagnostic KernelParameterType = Error("BPF0411", DiagnosticArea.Kernel,
        "Parameter does not have the kernel's type",
        "Parameter '{0}' is '{1}', but the kernel passes '{2}': the parameters of '{3}' are {4}");

    /// <summary>{0}: parameters, {1}: target, {2}: parameters of the kernel, {3}: prototype.</summary>
    public static readonly BpfDiagnostic TooManyKernelParameters = Error("BPF0412", DiagnosticArea.Kernel,
        "More parameters than the kernel passes",
        "The program has {0} parameters, but '{1}' has {2}: {3}");

    /// <summary>{0}: target, {1}: prototypes and the kernels that have them.</summary>
    public static readonly BpfDiagnostic KernelSignatureDiffers = Warning("BPF0413", DiagnosticArea.Kernel,
        "Parameters do not match all kernels",
        "The parameters of '{0}' are {1}; write a program with AutoLoad = false for each prototype and load the one that fits");

    /// <summary>{0}: parameter, {1}: its type, {2}: the kernel's type, {3}: target.</summary>
    public static readonly BpfDiagnostic KernelParameterSign = Warning("BPF0414", DiagnosticArea.Kernel,
        "Parameter has the other sign",
        "Parameter '{0}' is '{1}', but '{3}' has '{2}' there: negative and large numbers read differently");

    /// <summary>{0}: target, {1}: similar names.</summary>
    public static readonly BpfDiagnostic UnknownKernelTarget = Warning("BPF0415", DiagnosticArea.Kernel,
        "Kernel function, tracepoint or hook does not exist",
        "None of the known kernels has '{0}'; did you mean {1}?");

    /// <summary>{0}: target, {1}: the kinds that the known kernels have.</summary>
    public static readonly BpfDiagnostic UnknownIterator = Warning("BPF0439", DiagnosticArea.Kernel,
        "Iterator over an unknown kind of objects",
        "None of the known kernels iterates over '{0}'; their iterators are {1}");

    /// <summary>{0}: field.</summary>
    public static readonly BpfDiagnostic KernelFieldByReference = Error("BPF0416", DiagnosticArea.Kernel,
        "Kernel field is passed by reference",
        "'{0}' is in kernel memory, which programs can only read; copy it to a variable and pass that by reference");

    /// <summary>{0}: expression.</summary>
    public static readonly BpfDiagnostic DirectRead = Info("BPF0417", DiagnosticArea.Kernel,
        "Kernel field can be read directly",
        "The verifier knows the type of this pointer, so '{0}' can be read directly, without a helper");

    /// <summary>{0}: variable or call, {1}: when it is null.</summary>
    public static readonly BpfDiagnostic UncheckedKernelPointer = Error("BPF0418", DiagnosticArea.Kernel,
        "Kernel pointer that may be null is not tested",
        "'{0}' {1}, and the verifier refuses to follow it before a test for null");

    /// <summary>{0}: system call, {1}: what to write instead.</summary>
    public static readonly BpfDiagnostic UnknownSystemCall = Error("BPF0424", DiagnosticArea.Kernel,
        "System call does not exist",
        "None of the known kernels traces a system call '{0}'; {1}");

    /// <summary>{0}: tracepoint, {1}: member and what is wrong with it, {2}: declared layout, {3}: layout in the kernels.</summary>
    public static readonly BpfDiagnostic RecordLayoutDiffers = Warning("BPF0422", DiagnosticArea.Kernel,
        "Tracepoint record differs from the kernel's",
        "The record of '{0}' is different in the known kernels: {1}; declared: {2}; kernel: {3}");

    /// <summary>{0}: tracepoint, {1}: type of its record, {2}: type of the parameter.</summary>
    public static readonly BpfDiagnostic RecordOfOtherTracepoint = Warning("BPF0423", DiagnosticArea.Kernel,
        "Record of another tracepoint",
        "The record of '{0}' is '{1}', not '{2}'");

    /// <summary>{0}: kernel function, {1}: program.</summary>
    public static readonly BpfDiagnostic KernelFunctionSleeps = Error("BPF0426", DiagnosticArea.Kernel,
        "Kernel function is only for sleepable programs",
        "'{0}' may sleep, so '{1}' cannot call it; write Sleepable = true in the program's attribute, if the kind of program has it");

    /// <summary>{0}: variable, {1}: method.</summary>
    public static readonly BpfDiagnostic StalePacketPointer = Warning("BPF0427", DiagnosticArea.Kernel,
        "Pointer into the packet is stale",
        "'{0}' points into the packet as it was before '{1}' changed it; read the packet again from the context");

    /// <summary>{0}: program, {1}: glob.</summary>
    public static readonly BpfDiagnostic ParametersOfGlob = Error("BPF0429", DiagnosticArea.Kernel,
        "Parameters of a program at a glob",
        "The functions that '{1}' matches have different parameters, so '{0}' cannot declare any; read arguments by context.Argument(index)");

    /// <summary>Writes through the pointer to a context that the kernel does not allow.</summary>
    public static readonly BpfDiagnostic ContextWrite = Error("BPF0428", DiagnosticArea.Verifier,
        "Context is written where it is read-only",
        "'{0}' writes {1} at offset {2} of {3}, {4}");

    /// <summary>Reads through the pointer to a context that the kernel does not allow.</summary>
    public static readonly BpfDiagnostic ContextRead = Error("BPF0438", DiagnosticArea.Verifier,
        "Context is read where no such field is",
        "'{0}' reads {1} at offset {2} of {3}, {4}");

    /// <summary>{0}: member, {1}: read, written or called, {2}: hook, {3}: hooks that allow it.</summary>
    public static readonly BpfDiagnostic ContextMemberOfOtherHook = Error("BPF0430", DiagnosticArea.Kernel,
        "Context member belongs to another hook",
        "'{0}' cannot be {1} in a program at {2}, only at {3}");

    /// <summary>{0}: function that acquires, {1}: what releases.</summary>
    public static readonly BpfDiagnostic NotReleased = Error("BPF0431", DiagnosticArea.Verifier,
        "Object of the kernel is not released",
        "What '{0}' acquires is not released on every path: {1}; the verifier refuses the program");

    /// <summary>{0}: variable.</summary>
    public static readonly BpfDiagnostic ReleasedTwice = Error("BPF0432", DiagnosticArea.Verifier,
        "Object of the kernel is released twice",
        "'{0}' is already released or given away on a path to this place; release it once");

    /// <summary>{0}: variable.</summary>
    public static readonly BpfDiagnostic UsedAfterRelease = Error("BPF0433", DiagnosticArea.Verifier,
        "Object of the kernel is used after its release",
        "'{0}' is already released or given away on a path to this place; use it before");

    /// <summary>{0}: variable, {1}: function that releases.</summary>
    public static readonly BpfDiagnostic NullReleased = Error("BPF0434", DiagnosticArea.Verifier,
        "Null is released",
        "'{0}' may be null here; test it before you give it to '{1}'");

    /// <summary>{0}: function that begins, {1}: function that ends.</summary>
    public static readonly BpfDiagnostic NotEnded = Error("BPF0435", DiagnosticArea.Verifier,
        "Lock or scope of the kernel is not ended",
        "What '{0}' begins does not end on every path: call '{1}', or write 'using' with KernelScope; the verifier refuses the program");

    /// <summary>{0}: function that ends, {1}: function that begins.</summary>
    public static readonly BpfDiagnostic EndWithoutBegin = Error("BPF0436", DiagnosticArea.Verifier,
        "Lock or scope of the kernel is ended but not begun",
        "'{0}' ends what '{1}' has not begun on a path to this place; the verifier refuses the program");

    /// <summary>{0}: class, {1}: reason.</summary>
    public static readonly BpfDiagnostic StructOpsClass = Error("BPF0450", DiagnosticArea.Kernel,
        "Class cannot be a struct_ops",
        "'{0}' cannot be a struct_ops: {1}");

    /// <summary>{0}: struct, {1}: similar names.</summary>
    public static readonly BpfDiagnostic UnknownStructOps = Warning("BPF0451", DiagnosticArea.Kernel,
        "struct_ops type does not exist",
        "None of the known kernels has a struct_ops type '{0}'; {1}");

    /// <summary>{0}: method or field, {1}: struct, {2}: member, {3}: similar names, or what else to do.</summary>
    public static readonly BpfDiagnostic UnknownStructOpsMember = Error("BPF0452", DiagnosticArea.Kernel,
        "struct_ops member does not exist",
        "'{0}' would be the member '{2}' of struct {1}, which none of the known kernels has; {3}");

    /// <summary>{0}: method, field or class, {1}: reason.</summary>
    public static readonly BpfDiagnostic StructOpsValue = Error("BPF0453", DiagnosticArea.Kernel,
        "struct_ops member has the wrong type or value",
        "'{0}' does not fit the kernel's struct: {1}");

    /// <summary>The argument of <c>Core.FunctionExists</c>.</summary>
    public static readonly BpfDiagnostic OptionalFunctionExpected = Error("BPF0440", DiagnosticArea.Kernel,
        "Optional kernel function expected",
        "Core.FunctionExists must be given a method with [BpfKfunc(…, Optional = true)], by its name");

    /// <summary>{0}: method, {1}: its return type, {2}: the kernel's.</summary>
    public static readonly BpfDiagnostic StructOpsResult = Error("BPF0454", DiagnosticArea.Kernel,
        "struct_ops member returns another type",
        "'{0}' returns {1}, but the kernel expects {2}");

    /// <summary>{0}: field that holds a list or tree, {1}: reason.</summary>
    public static readonly BpfDiagnostic CollectionNode = Error("BPF0455", DiagnosticArea.Kernel,
        "Objects of a list or tree have no node",
        "'{0}' does not know by which field to link its objects: {1}");

    /// <summary>{0}: type of a map value or a static field, {1}: list or tree.</summary>
    public static readonly BpfDiagnostic CollectionWithoutLock = Error("BPF0456", DiagnosticArea.Kernel,
        "List or tree has no lock",
        "'{0}' contains a {1} but no BpfSpinLock, which programs have to hold to use it; put both into one struct");

    /// <summary>{0}: program, {1}: what is wrong.</summary>
    public static readonly BpfDiagnostic ReplacementSignature = Error("BPF0460", DiagnosticArea.Usage,
        "Signature cannot be that of a replaced function",
        "'{0}' cannot replace a function: {1}");

    /// <summary>{0}: method, {1}: reason.</summary>
    public static readonly BpfDiagnostic GlobalFunctionSignature = Error("BPF0021", DiagnosticArea.Usage,
        "Method cannot be a global function",
        "'{0}' cannot be a global function: {1}; without [BpfGlobalFunc] it is verified at each call");

    /// <summary>{0}: method, {1}: reason.</summary>
    public static readonly BpfDiagnostic NoImplementation = Error("BPF0114", DiagnosticArea.Language,
        "Method has no BPF implementation",
        "'{0}' has no BPF implementation: {1}");

    /// <summary>{0}: pointer.</summary>
    public static readonly BpfDiagnostic AddressIsFollowed = Error("BPF0441", DiagnosticArea.Verifier,
        "Address is followed without a helper",
        "'{0}' is only a number to the verifier, which refuses programs that follow it; read memory of the process with BpfHelpers.TryReadUser, "
        + "that of the kernel with TryReadKernel or Core.Read");

    /// <summary>{0}: number.</summary>
    public static readonly BpfDiagnostic TooManyRounds = Warning("BPF0442", DiagnosticArea.Verifier,
        "Loop has too many rounds",
        "The loop has {0} rounds, and the verifier follows each of them, up to 1,000,000 instructions; use a smaller limit, or BpfHelpers.Loop");

    /// <summary>{0}: expression, {1}: number, {2}: what is allowed.</summary>
    public static readonly BpfDiagnostic SizeOutOfRange = Error("BPF0443", DiagnosticArea.Verifier,
        "Size for a helper has no bound",
        "The size '{0}' can be {1} here, and {2}; the verifier refuses the program; limit the size before");

    /// <summary>{0}: buffer.</summary>
    public static readonly BpfDiagnostic EmptyBuffer = Warning("BPF0448", DiagnosticArea.Language,
        "Buffer is empty",
        "'{0}' has no bytes, so nothing is stored there; give the buffer that is meant");

    /// <summary>{0}: field, {1}: offset, {2}: size.</summary>
    public static readonly BpfDiagnostic AtomicMisaligned = Error("BPF0444", DiagnosticArea.Verifier,
        "Atomic operation on a misaligned field",
        "'{0}' is at byte {1}, and atomic operations need a multiple of {2}; move the field, or leave Pack out");

    /// <summary>{0}: expression with a verb, {1}: where it is, and what has been compared.</summary>
    public static readonly BpfDiagnostic PacketOutOfBounds = Error("BPF0461", DiagnosticArea.Verifier,
        "Packet is read beyond its checked part",
        "{0} {1}; the verifier refuses the program; return first when the pointer behind the last byte is greater than DataEnd");

    /// <summary>{0}: variable.</summary>
    public static readonly BpfDiagnostic UnsetHandle = Error("BPF0468", DiagnosticArea.Verifier,
        "Map or dynptr is used before it is set",
        "'{0}' refers to nothing on a path to this place, and the verifier refuses its use; set it on every path first");

    /// <summary>{0}: index, {1}: a value that it may have, {2}: buffer, {3}: number of elements.</summary>
    public static readonly BpfDiagnostic BufferIndex = Error("BPF0469", DiagnosticArea.Verifier,
        "Index into a buffer is not limited",
        "'{0}' may be {1} here, '{2}' has {3} elements, C# does not check the index, and so the verifier refuses the program; test or mask it first");

    /// <summary>{0}: field, {1}: method.</summary>
    public static readonly BpfDiagnostic TimerNotSet = Warning("BPF0470", DiagnosticArea.Maps,
        "Timer or work queue is started without its callback",
        "No program calls '{1}' for '{0}', so Start fails with -EINVAL and nothing runs; call Initialize, SetCallback and Start in this order");

    /// <summary>{0}: field.</summary>
    public static readonly BpfDiagnostic KernelMemoryWritten = Error("BPF0471", DiagnosticArea.Verifier,
        "Memory of the kernel is written",
        "'{0}' is in memory of the kernel, which programs of this kind may read but not write; the verifier refuses the program");

    /// <summary>{0}: map, {1}: what programs may do, {2}: flag.</summary>
    public static readonly BpfDiagnostic MapAccess = Error("BPF0467", DiagnosticArea.Verifier,
        "Program does not have this access to the map",
        "Programs may only {1} '{0}', which has the flag {2}; leave the flag out, or let user space do it");

    /// <summary>{0}: function.</summary>
    public static readonly BpfDiagnostic CallInLock = Error("BPF0463", DiagnosticArea.Verifier,
        "Function is called while a lock is held",
        "'{0}' may not be called while the program holds a spin lock; call it before or afterwards");

    /// <summary>{0}: function.</summary>
    public static readonly BpfDiagnostic LockNotHeld = Error("BPF0464", DiagnosticArea.Verifier,
        "List or tree is used without its lock",
        "'{0}' is for programs that hold the lock beside the list or tree; call it in 'using (….EnterScope())'");

    /// <summary>{0}: local, {1}: method.</summary>
    public static readonly BpfDiagnostic UncheckedObject = Error("BPF0465", DiagnosticArea.Verifier,
        "Object is used without a check",
        "'{0}' is null where '{1}' returned false; the verifier refuses programs that use it without testing the result");

    /// <summary>{0}: local.</summary>
    public static readonly BpfDiagnostic UsedOutOfLock = Error("BPF0466", DiagnosticArea.Verifier,
        "Object of a list or tree is used without the lock",
        "'{0}' belongs to a list or tree, and the lock is not held any more; use it before, or take it out");

    /// <summary>{0}: field, {1}: amount of memory.</summary>
    public static readonly BpfDiagnostic MapMemory = Warning("BPF0310", DiagnosticArea.Maps,
        "Map uses a very large amount of memory",
        "The map '{0}' takes about {1} of kernel memory when it is created, and loading fails if there is less; use fewer entries, or "
        + "MapFlags.NoPreallocation if the map supports it");

    /// <summary>{0}: type, {1}: what it begins with.</summary>
    public static readonly BpfDiagnostic PrefixLengthExpected = Warning("BPF0311", DiagnosticArea.Maps,
        "Key of a prefix trie does not begin with the prefix length",
        "The prefix trie key '{0}' begins with {1}, but the kernel reads the first 4 bytes as the prefix length in bits; begin the key "
        + "with a uint");

    /// <summary>{0}: map that was given, {1}: map that holds the timer.</summary>
    public static readonly BpfDiagnostic TimerOfOtherMap = Error("BPF0312", DiagnosticArea.Verifier,
        "Timer of another map",
        "The timer is in a value of '{1}', not of '{0}'; the verifier refuses the program; pass the map that contains the timer");

    /// <summary>{0}: type, {1}: type that the kernel looks after.</summary>
    public static readonly BpfDiagnostic KernelFieldCopied = Error("BPF0313", DiagnosticArea.Verifier,
        "Value with a lock or timer is copied",
        "'{0}' contains a {1}, which programs cannot read or overwrite, so the map value cannot be copied as a whole; read and write the other fields");

    /// <summary>{0}: record, {1}: fields.</summary>
    public static readonly BpfDiagnostic RecordPartlySet = Warning("BPF0314", DiagnosticArea.Maps,
        "Record is submitted with fields that are not set",
        "'{0}' is submitted, but nothing sets {1}; record memory is not cleared, so readers see what an older record left there");

    /// <summary>{0}: number of the byte, {1}: variable, {2}: bytes.</summary>
    public static readonly BpfDiagnostic OutsideVariable = Error("BPF0315", DiagnosticArea.Language,
        "Access outside of a variable",
        "The access reaches byte {0} of '{1}', which has the bytes 0 to {2}; anything beyond is another variable or unmapped");

    /// <summary>{0}: variable.</summary>
    public static readonly BpfDiagnostic KeptStackalloc = Warning("BPF0148", DiagnosticArea.Language,
        "stackalloc of an earlier iteration is kept",
        "Every iteration of the loop reuses the memory of this stackalloc, so the next one overwrites what '{0}' refers to; copy the contents, or move "
        + "the stackalloc out of the loop");

    /// <summary>{0}: bits of the number, {1}: count, {2}: by how much it is shifted.</summary>
    public static readonly BpfDiagnostic ShiftBeyondWidth = Warning("BPF0149", DiagnosticArea.Language,
        "Shift by the width of the number or more",
        "A number of {0} bits is shifted by {1}, and C# shifts it {2}; convert it to a type with more bits first, or limit the count");

    /// <summary>{0}: divisor.</summary>
    public static readonly BpfDiagnostic DivisorStartsAtZero = Warning("BPF0151", DiagnosticArea.Language,
        "Divisor is 0 at first",
        "'{0}' is 0 when the program runs for the first time, because only code behind this division changes it; C# would throw, in BPF the quotient is 0 "
        + "and the remainder is the dividend; return before when it is 0, or count first");

    /// <summary>{0}: variable.</summary>
    public static readonly BpfDiagnostic StillLoop = Warning("BPF0152", DiagnosticArea.Verifier,
        "Round of a loop changes nothing",
        "A round of this loop can end with '{0}' as it was, so that the next one may be the same, and so on forever; the verifier refuses the program; change "
        + "'{0}' on every path, or leave the loop");

    /// <summary>No argument.</summary>
    public static readonly BpfDiagnostic IndexMayEndProgram = Warning("BPF0147", DiagnosticArea.Language,
        "Index that may end the program",
        "The index may be out of range here, and the program would end and return 0; test or mask it, or declare with [BpfExceptionResult] that the "
        + "program may end here");

    /// <summary>{0}: parameter.</summary>
    public static readonly BpfDiagnostic ReadOnlyRecord = Error("BPF0030", DiagnosticArea.Verifier,
        "Tracepoint record is written",
        "The record '{0}' of the tracepoint is read-only, and the verifier refuses the program; keep the value in a variable");

    private static BpfDiagnostic Info(string id, DiagnosticArea area, string title, string message)
        => new(id, area, DiagnosticLevel.Info, title, message);

    private static BpfDiagnostic Warning(string id, DiagnosticArea area, string title, string message)
        => new(id, area, DiagnosticLevel.Warning, title, message);

    /// <summary>{0}: exception, {1}: text.</summary>
    public static readonly BpfDiagnostic InternalError = Error("BPF0600", DiagnosticArea.Codegen,
        "Internal compiler error", "Internal compiler error, please report it: {0}: {1}");

    /// <summary>{0}: what was looked for and what to install.</summary>
    public static readonly BpfDiagnostic LlvmNotFound = Error("BPF0603", DiagnosticArea.Codegen, "libLLVM was not found", "{0}");

    /// <summary>{0}: which library, and what it lacks.</summary>
    public static readonly BpfDiagnostic LlvmTooOld = Error("BPF0604", DiagnosticArea.Codegen, "libLLVM is too old", "{0}");

    /// <summary>{0}: exit code or signal, {1}: last output.</summary>
    public static readonly BpfDiagnostic CompilerCrashed = Error("BPF0610", DiagnosticArea.Codegen,
        "The BPF compiler crashed", "The BPF compiler crashed ({0}), please report it. Its last output: {1}");

    /// <summary>{0}: file and reason.</summary>
    public static readonly BpfDiagnostic FileAccess = Error("BPF0612", DiagnosticArea.Codegen,
        "The BPF compiler cannot read or write a file", "{0}");

    private static BpfDiagnostic Error(string id, DiagnosticArea area, string title, string message)
        => new(id, area, DiagnosticLevel.Error, title, message);
}
