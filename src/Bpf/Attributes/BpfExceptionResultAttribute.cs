namespace Bpf;

/// <summary>
/// What a program, or each program of the class, returns when a check of the framework fails: <c>buffer[index]</c> with an index that is out of range,
/// <c>buffer[..length]</c> with a length beyond the buffer, <c>CopyTo</c> of more than fits, <c>Value</c> of a nullable that has none. In .NET they throw, and
/// an exception that nobody catches ends the process;
/// in BPF they end the program. Without this attribute it returns 0.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false)]
public sealed class BpfExceptionResultAttribute : Attribute
{
    /// <summary>The result as a number.</summary>
    /// <param name="result">What the program returns to the kernel.</param>
    public BpfExceptionResultAttribute(int result) => Result = result;

    /// <summary>The result of an XDP program.</summary>
    /// <param name="result">What happens to the packet.</param>
    public BpfExceptionResultAttribute(XdpAction result) => Result = (int)result;

    /// <summary>The result of a traffic control program.</summary>
    /// <param name="result">What happens to the packet.</param>
    public BpfExceptionResultAttribute(TrafficControlAction result) => Result = (int)result;

    /// <summary>What the program returns to the kernel.</summary>
    public int Result { get; }
}
