using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>Finds the origin of pointers: through variables, conversions, and the calls of the method that receives them.</summary>
internal static class PointerOrigins
{
    private const int MaximumDepth = 6;

    /// <summary>Returns the origin of a pointer; unknown when it has several.</summary>
    public static PointerOrigin Of(IOperation pointer, IMethodSymbol method, in BpfOperation operation) => Of(pointer, method, operation, 0);

    private static PointerOrigin Of(IOperation pointer, IMethodSymbol method, in BpfOperation operation, int depth)
    {
        if (depth > MaximumDepth)
        {
            return PointerOrigin.Unknown;
        }

        switch (pointer)
        {
            case IConversionOperation conversion:
                return OfConversion(conversion, method, operation, depth);
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand, method, operation, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, LeftOperand: var address }:
                return Of(address, method, operation, depth + 1) == PointerOrigin.Number ? PointerOrigin.Number : PointerOrigin.Unknown;
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: false, Type: IPointerTypeSymbol } }:
                return PointerOrigin.Number; // what is kept in memory has no type any more
            case { ConstantValue.HasValue: true } or IDefaultValueOperation:
                return PointerOrigin.None;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Combine(Of(choice.WhenTrue, method, operation, depth + 1), Of(otherwise, method, operation, depth + 1));
            case IInvocationOperation call:
                return OfResult(call.TargetMethod, operation.Symbols);
            case IFieldReferenceOperation member when KernelAccess.IsKernelMember(member, operation.Symbols):
                (IReadOnlyList<IFieldReferenceOperation> members, IOperation? start) = KernelAccess.Parts(member);
                return start is null || members.Any(IsUncertain) ? PointerOrigin.Unknown : Of(start, method, operation, depth + 1);
            case ILocalReferenceOperation { Local: { } local }:
                return OfValues(pointer, other => other is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local),
                    declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local), method, operation, depth);
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter }:
                PointerOrigin given = OfParameter(parameter, method, operation, depth);
                PointerOrigin assigned = OfValues(pointer,
                    other => other is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter),
                    static _ => false, method, operation, depth);
                return Combine(given, assigned);
            default:
                return PointerOrigin.Unknown;
        }
    }

    private static PointerOrigin OfConversion(IConversionOperation conversion, IMethodSymbol method, in BpfOperation operation, int depth)
    {
        PointerOrigin origin = Of(conversion.Operand, method, operation, depth);
        bool isTyped = conversion.Type is IPointerTypeSymbol { PointedAtType: { } to } && NameOf(to, operation.Symbols) is { } name
            && (conversion.Operand is IInvocationOperation
                || (conversion.Operand.Type is IPointerTypeSymbol { PointedAtType: { } from } && NameOf(from, operation.Symbols) == name));
        return origin == PointerOrigin.Typed && !isTyped ? PointerOrigin.Unknown : origin;
    }

    private static string? NameOf(ITypeSymbol type, BpfSymbols symbols)
        => BpfSymbols.AttributeOf(type, symbols.KernelStructAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    private static PointerOrigin OfResult(IMethodSymbol method, BpfSymbols symbols)
        => symbols.HelperOf(method) is { } helper
                ? helper.ReturnsKernelPointer ? PointerOrigin.Typed
                    : helper.Id == HelperNumbers.GetCurrentTask ? PointerOrigin.Number : PointerOrigin.Unknown
            : BpfSymbols.Has(method, symbols.KfuncAttribute) ? PointerOrigin.Typed
            : symbols.IsVocabulary(method) && method is { ContainingType.Name: "Core", Name: "Read" or "ReadPointer" } ? PointerOrigin.Number
            : PointerOrigin.Unknown;

    private static PointerOrigin OfParameter(IParameterSymbol parameter, IMethodSymbol method, in BpfOperation operation, int depth)
    {
        if (!SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method))
        {
            return PointerOrigin.Unknown; // of a lambda or local function
        }

        BpfSymbols symbols = operation.Symbols;
        if (symbols.IsProgram(method))
        {
            ProgramKind[] kinds = [.. symbols.KindsOf(method)];
            return kinds.All(static kind => KernelPointers.AreTyped(kind.Arguments)) ? PointerOrigin.Typed
                : kinds.All(KernelPointers.AreNumbers) ? PointerOrigin.Number : PointerOrigin.Unknown;
        }

        PointerOrigin origin = PointerOrigin.None;
        foreach (IInvocationOperation call in operation.Graph.CallsOf(method))
        {
            IOperation? argument = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value;
            origin = argument is null || MethodOf(call, operation) is not { } caller ? PointerOrigin.Unknown
                : Combine(origin, Of(argument, caller, operation, depth + 1));
            if (origin == PointerOrigin.Unknown)
            {
                break;
            }
        }

        return origin == PointerOrigin.None ? PointerOrigin.Unknown : origin;
    }

    private static IMethodSymbol? MethodOf(IOperation call, in BpfOperation operation)
        => call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, operation.Cancellation) as IMethodSymbol;

    private static PointerOrigin OfValues(IOperation pointer, Func<IOperation, bool> isSame, Func<IVariableDeclaratorOperation, bool> declares,
        IMethodSymbol method, in BpfOperation operation, int depth)
    {
        IOperation body = pointer;
        while (body.Parent is not null)
        {
            body = body.Parent;
        }

        PointerOrigin origin = PointerOrigin.None;
        foreach (IOperation candidate in body.Descendants())
        {
            PointerOrigin? value = candidate switch
            {
                IVariableDeclaratorOperation declarator when declares(declarator) && declarator.GetVariableInitializer() is { } initializer
                    => Of(initializer.Value, method, operation, depth + 1),
                ISimpleAssignmentOperation assignment when isSame(assignment.Target) => Of(assignment.Value, method, operation, depth + 1),
                IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument when isSame(argument.Value) || DeclaresSame(argument.Value)
                    => IsRead(argument, operation.Symbols) ? PointerOrigin.Number : PointerOrigin.Unknown,
                ICompoundAssignmentOperation compound when isSame(compound.Target) => PointerOrigin.Unknown,
                IIncrementOrDecrementOperation increment when isSame(increment.Target) => PointerOrigin.Unknown,
                IAddressOfOperation address when isSame(address.Reference) => PointerOrigin.Unknown,
                _ => null,
            };
            if (value is { } found)
            {
                origin = Combine(origin, found);
            }
        }

        return origin;

        bool DeclaresSame(IOperation value) => value is IDeclarationExpressionOperation { Expression: { } declared } && isSame(declared);
    }

    private static bool IsRead(IArgumentOperation argument, BpfSymbols symbols)
        => argument.Parent is IInvocationOperation { TargetMethod: { Name: "TryReadKernel" or "TryReadUser" } method } && symbols.IsVocabulary(method);

    // The verifier finds the type of a member of a union by its offset, and so may find another.
    private static bool IsUncertain(IFieldReferenceOperation member)
        => member.Field.ContainingType.GetAttributes()
            .Any(static attribute => attribute.NamedArguments.Any(static item => item is { Key: "IsUnion", Value.Value: true }));

    private static PointerOrigin Combine(PointerOrigin one, PointerOrigin other)
        => one == PointerOrigin.None || one == other ? other : other == PointerOrigin.None ? one : PointerOrigin.Unknown;
}
