namespace Bpf.Compiler.Markers;

/// <summary>
/// Functions that do not exist. A call of one says something about the place where it is, and is gone before code is generated; the last argument, where
/// there is one, is the number of a row in the table of faults.
/// </summary>
internal static class Marker
{
    /// <summary><c>void (i1 holds, i64 actual, i64 limit, i32 fault)</c>: in a right program the condition holds.</summary>
    public const string Check = "bpfc.check";

    /// <summary><c>void (ptr address, i64 size, i32 fault)</c>: so many bytes are read or written here.</summary>
    public const string Access = "bpfc.access";

    /// <summary><c>void (i32 fault)</c>: an exception would be thrown here; the program ends.</summary>
    public const string Throw = "bpfc.throw";

    /// <summary><c>void ()</c>: an index is out of range here; the program ends.</summary>
    public const string OutOfRange = "bpfc.out-of-range";

    /// <summary>Attribute of the function of a program: what it returns where an exception would be thrown.</summary>
    public const string ExceptionResult = "bpfc-exception-result";

    /// <summary>With what the names of the framework's own tables begin: what it reads from them is within them.</summary>
    public const string FrameworkData = "framework_";

    /// <summary>
    /// Attribute of a function: whatever it reads or writes at an index is within the object, because something has checked that or C# shows it.
    /// </summary>
    public const string CheckedIndexes = "bpfc-checked-indexes";

    /// <summary>Attribute of a call: how many bytes there are behind the pointer that it gives.</summary>
    public const string ObjectSize = "bpfc-object-size";
}
