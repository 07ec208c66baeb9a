using Bpf.Analyzers.Intervals;
using Bpf.Analyzers.Kernel;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Layout;
using Bpf.Analyzers.Packets;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Contexts;

/// <summary>Computes pointers into the context, and the integers that are added to them.</summary>
internal sealed class ContextValues(BpfSymbols symbols)
{
    private static readonly string[] s_volatile = ["Read", "Write"];
    private readonly PacketPointers _contexts = new(symbols);

    /// <summary>Returns the value of an expression; null when it is not known.</summary>
    public ContextValue? Of(IOperation operation, ContextState state)
    {
        if (operation.ConstantValue.HasValue)
        {
            return operation.ConstantValue.Value is bool truth ? new ContextValue.Number(truth ? 1 : 0)
                : IntegerConstant.Of(operation.ConstantValue) is { } constant ? new ContextValue.Number(constant) : null;
        }

        return operation switch
        {
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, state),
            IConversionOperation { OperatorMethod: null } conversion => Convert(Of(conversion.Operand, state), conversion.Type),
            IBinaryOperation { OperatorMethod: null } binary
                => Apply(binary.OperatorKind, Of(binary.LeftOperand, state), Of(binary.RightOperand, state), binary.Type),
            IPropertyReferenceOperation { Property: { Name: "Pointer" } property } when _contexts.IsContext(property.ContainingType)
                => new ContextValue.Address(0),
            ISizeOfOperation size => TypeLayout.Of(size.TypeOperand) is { } layout ? new ContextValue.Number(layout.Size) : null,
            IAddressOfOperation address => PlaceOf(address.Reference, state) is { } offset ? new ContextValue.Address(offset) : null,
            IInvocationOperation call => OfCall(call, state),
            _ => BoundValues.KeyOf(operation) is { } key ? state.Of(key) : null,
        };
    }

    /// <summary>Returns what an operator makes of two values.</summary>
    public static ContextValue? Apply(BinaryOperatorKind kind, ContextValue? left, ContextValue? right, ITypeSymbol? type)
    {
        if (type is IPointerTypeSymbol { PointedAtType: { } element })
        {
            return kind switch
            {
                BinaryOperatorKind.Add => Move(left, right, element, 1) ?? Move(right, left, element, 1),
                BinaryOperatorKind.Subtract => Move(left, right, element, -1),
                _ => null,
            };
        }

        decimal? number = (kind, left, right) switch
        {
            (BinaryOperatorKind.Add, ContextValue.Number one, ContextValue.Number other) => one.Value + other.Value,
            (BinaryOperatorKind.Subtract, ContextValue.Number one, ContextValue.Number other) => one.Value - other.Value,
            (BinaryOperatorKind.Multiply, ContextValue.Number { Value: >= int.MinValue and <= int.MaxValue } one,
                ContextValue.Number { Value: >= int.MinValue and <= int.MaxValue } other) => one.Value * other.Value,
            _ => null,
        };
        return number is { } result ? Convert(new ContextValue.Number(result), type)
            : (kind, left, right) switch
            {
                (BinaryOperatorKind.Add, ContextValue.Address address, ContextValue.Number bytes) => new ContextValue.Address(address.Offset + bytes.Value),
                (BinaryOperatorKind.Add, ContextValue.Number bytes, ContextValue.Address address) => new ContextValue.Address(address.Offset + bytes.Value),
                (BinaryOperatorKind.Subtract, ContextValue.Address address, ContextValue.Number bytes)
                    => new ContextValue.Address(address.Offset - bytes.Value),
                _ => null,
            };
    }

    /// <summary>Returns where in the context the variable is that an expression refers to; null for others.</summary>
    public decimal? PlaceOf(IOperation operation, ContextState state) => operation switch
    {
        IParenthesizedOperation parenthesized => PlaceOf(parenthesized.Operand, state),
        { Kind: OperationKind.None } when operation.ChildOperations.Count is 1 or 2
            && operation.ChildOperations.First() is { Type: IPointerTypeSymbol { PointedAtType: { } element } } start
            => (operation.ChildOperations.Count == 1 ? Of(start, state) : Move(Of(start, state), Of(operation.ChildOperations.Last(), state), element, 1))
                is ContextValue.Address target ? target.Offset : null,
        IFieldReferenceOperation { Instance: { } instance, Field: { IsFixedSizeBuffer: false } field } when PlaceOf(instance, state) is { } owner
            => KernelNameOf(field) is not null ? owner : TypeLayout.OffsetOf(field) is { } offset ? owner + offset : null,
        IInvocationOperation call => OfReference(call, state),
        _ => BoundValues.KeyOf(operation) is { } key && state.Of(key) is ContextValue.Place place ? place.Offset : null,
    };

    /// <summary>Returns how an operation accesses the context; null when it does not, or not by itself.</summary>
    public ContextAccess? AccessOf(IOperation operation, ContextState state)
    {
        if (operation is IInvocationOperation call && AccessOfCall(call, state) is { } access)
        {
            return access;
        }

        if (operation is IParenthesizedOperation or ILocalReferenceOperation { Parent: ISimpleAssignmentOperation { IsRef: true } }
            || operation.Type is not { } type || PlaceOf(operation, state) is not { } offset || VariableUse.PlaceOf(operation) != operation)
        {
            return null;
        }

        IOperation outer = operation;
        while (outer.Parent is IParenthesizedOperation parenthesized)
        {
            outer = parenthesized;
        }

        return IsPassedOn(outer) || SizeOf(type) is not { } size ? null
            : new ContextAccess(operation.Syntax, offset, size, VariableUse.Of(outer).Reads, VariableUse.Of(outer).Writes,
                operation is IFieldReferenceOperation { Field: var field } ? KernelNameOf(field) : null);
    }

    /// <summary>Brings a value into a type; null when it does not fit.</summary>
    public static ContextValue? Convert(ContextValue? value, ITypeSymbol? type) => value switch
    {
        ContextValue.Number number => Interval.RangeOf(type) is var (min, max) && number.Value >= min && number.Value <= max ? value : null,
        ContextValue.Address => type is IPointerTypeSymbol || Interval.RangeOf(type) is (_, >= long.MaxValue) ? value : null,
        _ => null,
    };

    private static ContextValue.Address? Move(ContextValue? pointer, ContextValue? count, ITypeSymbol element, int sign)
        => pointer is ContextValue.Address address && count is ContextValue.Number number && StepOf(element) is { } size
            ? new ContextValue.Address(address.Offset + number.Value * size * sign) : null;

    private static int? StepOf(ITypeSymbol element) => element.SpecialType == SpecialType.System_Void ? 1 : TypeLayout.Of(element)?.Size;

    private ContextValue? OfCall(IInvocationOperation call, ContextState state)
    {
        if (state.Of(call) is { } returned)
        {
            return returned;
        }

        return (IsUnsafe(call.TargetMethod), call.TargetMethod.Name) switch
        {
            (true, "AsPointer") when PlaceOf(call.Arguments[0].Value, state) is { } place => new ContextValue.Address(place),
            (true, "Add") when call.Type is IPointerTypeSymbol
                => Move(Of(call.Arguments[0].Value, state), Of(call.Arguments[1].Value, state), call.TargetMethod.TypeArguments[0], 1),
            _ => null,
        };
    }

    private decimal? OfReference(IInvocationOperation call, ContextState state)
    {
        if (!call.TargetMethod.ReturnsByRef && !call.TargetMethod.ReturnsByRefReadonly)
        {
            return null;
        }

        if (state.Of(call) is ContextValue.Place returned)
        {
            return returned.Offset;
        }

        if (!IsUnsafe(call.TargetMethod))
        {
            return null;
        }

        IOperation source = call.Arguments[0].Value;
        decimal? start = call.Arguments[0].Parameter?.RefKind == RefKind.None ? (Of(source, state) as ContextValue.Address)?.Offset : PlaceOf(source, state);
        decimal? count = call.Arguments.Length > 1 ? (Of(call.Arguments[1].Value, state) as ContextValue.Number)?.Value : 0;
        return call.TargetMethod.Name switch
        {
            "AsRef" or "As" => start,
            "AddByteOffset" => start + count,
            "SubtractByteOffset" => start - count,
            "Add" when call.Type is { } element => start + count * StepOf(element),
            "Subtract" when call.Type is { } element => start - count * StepOf(element),
            _ => null,
        };
    }

    private ContextAccess? AccessOfCall(IInvocationOperation call, ContextState state)
    {
        IMethodSymbol method = call.TargetMethod;
        if (call.Arguments.Length == 0)
        {
            return null;
        }

        IOperation target = call.Arguments[0].Value;
        if (IsUnsafe(method) && method.Name is "Read" or "Write" && method.TypeArguments.Length == 1)
        {
            return Of(target, state) is ContextValue.Address address && SizeOf(method.TypeArguments[0]) is { } size
                ? new ContextAccess(call.Syntax, address.Offset, size, method.Name == "Read", method.Name == "Write", Field: null) : null;
        }

        bool isVolatile = method.ContainingType.Name == "Volatile" && Array.IndexOf(s_volatile, method.Name) >= 0;
        return (isVolatile || method.ContainingType.Name == "Interlocked") && call.Arguments[0].Parameter?.RefKind is not (null or RefKind.None)
            && target.Type is { } type && PlaceOf(target, state) is { } place && SizeOf(type) is { } bytes
                ? new ContextAccess(call.Syntax, place, bytes, isVolatile && method.Name == "Read", !isVolatile || method.Name == "Write", Field: null) : null;
    }

    private static bool IsUnsafe(IMethodSymbol method)
        => method.ContainingType is { Name: "Unsafe", ContainingNamespace: { Name: "CompilerServices", ContainingNamespace.Name: "Runtime" } };

    // The address alone, references, and values that nobody uses, which the compiler omits.
    private static bool IsPassedOn(IOperation place) => place.Parent switch
    {
        IAddressOfOperation or IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { IsRef: true } or ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        _ => false,
    };

    // Of structs, only the fields that the program uses are read.
    private static int? SizeOf(ITypeSymbol type)
        => type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || Interval.RangeOf(type) is not null ? TypeLayout.Of(type)?.Size : null;

    private string? KernelNameOf(IFieldSymbol field)
        => BpfSymbols.Has(field.ContainingType, symbols.KernelStructAttribute) ? KernelAccess.NameOf(field) : null;
}
