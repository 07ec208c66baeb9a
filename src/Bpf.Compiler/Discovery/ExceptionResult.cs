using System.Globalization;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>The result of a program when a framework check fails, from <c>[BpfExceptionResult]</c>.</summary>
/// <param name="Number">The number returned to the kernel.</param>
/// <param name="Type">Type of the argument: <c>int</c>, or the enum of a program type.</param>
internal readonly record struct ExceptionResult(int Number, TypeDesc Type)
{
    private const string AttributeName = "Bpf.BpfExceptionResultAttribute";

    /// <summary>Returns the result declared on the method, or else on its class; null when neither declares one.</summary>
    public static ExceptionResult? Find(MethodDesc program)
        => (program.FindAttribute(AttributeName) ?? program.Owner.FindAttribute(AttributeName)) is { } attribute
            ? new ExceptionResult(Convert.ToInt32(attribute.Arguments[0], CultureInfo.InvariantCulture), attribute.ArgumentTypes[0])
            : null;
}
