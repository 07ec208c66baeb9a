namespace Bpf.Compiler.Markers;

/// <summary>
/// Marker functions, which have no definition. A call marks a place in the code and is removed before code generation; the last argument, if
/// any, is the index of a row in the table of faults.
/// </summary>
internal static class Marker
{
    /// <summary><c>void (i1 holds, i64 actual, i64 limit, i32 fault)</c>: the condition holds in a correct program.</summary>
    public const string Check = "bpfc.check";

    /// <summary><c>void (ptr address, i64 size, i32 fault)</c>: this many bytes are read or written here.</summary>
    public const string Access = "bpfc.access";

    /// <summary><c>void (i32 fault)</c>: an exception would be thrown here; the program ends.</summary>
    public const string Throw = "bpfc.throw";

    /// <summary><c>void ()</c>: an index is out of range here; the program ends.</summary>
    public const string OutOfRange = "bpfc.out-of-range";

    /// <summary>Attribute of a program's function: its result where an exception would be thrown.</summary>
    public const string ExceptionResult = "bpfc-exception-result";

    /// <summary>Name prefix of the framework's own tables, which the framework never reads out of bounds.</summary>
    public const string FrameworkData = "framework_";

    /// <summary>
    /// Attribute of a function: every access at an index is within the object, because it is checked or because C# guarantees it.
    /// </summary>
    public const string CheckedIndexes = "bpfc-checked-indexes";

    /// <summary>Attribute of a call: number of bytes at the pointer that it returns.</summary>
    public const string ObjectSize = "bpfc-object-size";
}
