namespace Bpf;

/// <summary>
/// Return value of a program, or of each program of the class, when a runtime check fails: <c>buffer[index]</c> with an index out of range,
/// <c>buffer[..length]</c> with a length beyond the buffer, <c>CopyTo</c> with too small a destination, <c>Value</c> of a nullable without a value.
/// In .NET these throw, and an unhandled exception ends the process; in BPF they end the program. Without this attribute, it returns 0.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false)]
public sealed class BpfExceptionResultAttribute : Attribute
{
    /// <summary>Sets the return value as a number.</summary>
    /// <param name="result">Value the program returns to the kernel.</param>
    public BpfExceptionResultAttribute(int result) => Result = result;

    /// <summary>Sets the return value of an XDP program.</summary>
    /// <param name="result">Action to take on the packet.</param>
    public BpfExceptionResultAttribute(XdpAction result) => Result = (int)result;

    /// <summary>Sets the return value of a traffic control program.</summary>
    /// <param name="result">Action to take on the packet.</param>
    public BpfExceptionResultAttribute(TrafficControlAction result) => Result = (int)result;

    /// <summary>Value the program returns to the kernel.</summary>
    public int Result { get; }
}
