using System.Globalization;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>What a program returns when a check of the framework fails, as <c>[BpfExceptionResult]</c> says it.</summary>
/// <param name="Number">What the kernel gets.</param>
/// <param name="Type">Type of the argument: <c>int</c>, or the enum of a kind of program.</param>
internal readonly record struct ExceptionResult(int Number, TypeDesc Type)
{
    private const string AttributeName = "Bpf.BpfExceptionResultAttribute";

    /// <summary>That of the method, or else of its class; null when neither has one.</summary>
    public static ExceptionResult? Find(MethodDesc program)
        => (program.FindAttribute(AttributeName) ?? program.Owner.FindAttribute(AttributeName)) is { } attribute
            ? new ExceptionResult(Convert.ToInt32(attribute.Arguments[0], CultureInfo.InvariantCulture), attribute.ArgumentTypes[0])
            : null;
}
