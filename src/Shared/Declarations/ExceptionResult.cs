namespace Bpf.Shared;

/// <summary>The result of a program when a framework check fails, from <c>[BpfExceptionResult]</c> on the method or its class.</summary>
/// <param name="Number">The number returned to the kernel.</param>
/// <param name="TypeFullName">Full name of the type of the argument: <c>int</c>, or the enum of a kind of program.</param>
/// <param name="TypeName">Its name for messages.</param>
internal sealed record ExceptionResult(int Number, string TypeFullName, string TypeName)
{
    /// <summary>Full name of the attribute.</summary>
    public const string Attribute = "Bpf.BpfExceptionResultAttribute";
}
