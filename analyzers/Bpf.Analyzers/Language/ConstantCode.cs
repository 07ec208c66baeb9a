using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>Finds what the compiler cannot run in an expression and in the methods that it calls, as far as it surely runs.</summary>
internal sealed partial class ConstantCode
{
    private readonly ConstantInitializer _fields;
    private readonly Stack<IMethodSymbol> _calls;

    public ConstantCode(ConstantInitializer fields)
        : this(fields, new Stack<IMethodSymbol>())
    {
    }

    private ConstantCode(ConstantInitializer fields, Stack<IMethodSymbol> calls) => (_fields, _calls) = (fields, calls);

    /// <summary>Returns why an expression cannot be computed; null when nothing speaks against it.</summary>
    public string? FaultOf(IOperation? operation)
    {
        if (operation is null or { ConstantValue.HasValue: true } || CodeOf.IsErased(operation))
        {
            return null;
        }

        return operation switch
        {
            IConversionOperation conversion => FaultOf(conversion.Operand) ?? FaultOfCall(conversion.OperatorMethod) ?? FaultOfCast(conversion),
            IUnaryOperation unary => FaultOf(unary.Operand) ?? FaultOfCall(unary.OperatorMethod),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary => FaultOf(binary.LeftOperand),
            IBinaryOperation { Type.SpecialType: SpecialType.System_String } => NotConstant.Text,
            IBinaryOperation binary => FaultOf(binary.LeftOperand) ?? FaultOf(binary.RightOperand) ?? FaultOfCall(binary.OperatorMethod),
            IConditionalOperation choice => FaultOfChoice(choice, FaultOf),
            ICoalesceOperation coalesce => FaultOf(coalesce.Value),
            IConditionalAccessOperation access => FaultOf(access.Operation),
            ISwitchExpressionOperation choice => FaultOf(choice.Value) ?? FaultOfAll(choice.Arms.Select(static arm => arm.Value)),
            IIsPatternOperation pattern => FaultOf(pattern.Value) ?? FaultOfTest(pattern),
            IIsTypeOperation test => FaultOf(test.ValueOperand) ?? (test.ValueOperand.Type is { IsReferenceType: true } ? NotConstant.Object : null),
            ISpreadOperation spread => FaultOf(spread.Operand) ?? FaultOfInstance(spread.Operand),
            IObjectCreationOperation creation => FaultOfCreation(creation),
            IWithOperation copy => FaultOf(copy.Operand) ?? FaultOf(copy.Initializer),
            IObjectOrCollectionInitializerOperation initializer => FaultOfAny(initializer.Initializers),
            ITupleOperation tuple => FaultOfAny(tuple.Elements),
            IArrayCreationOperation creation => FaultOfAny(creation.DimensionSizes) ?? FaultOf(creation.Initializer),
            IArrayInitializerOperation initializer => FaultOfAny(initializer.ElementValues),
            ICollectionExpressionOperation collection => FaultOfAny(collection.Elements),
            IImplicitIndexerReferenceOperation { Instance.Type.SpecialType: SpecialType.System_String, Type.SpecialType: SpecialType.System_String }
                => NotConstant.Text,
            IArrayElementReferenceOperation element => FaultOf(element.ArrayReference) ?? FaultOfAny(element.Indices),
            IInvocationOperation call => FaultOf(call.Instance) ?? FaultOfAny(call.Arguments) ?? FaultOfInstance(call.Instance)
                ?? FaultOfCall(call.TargetMethod),
            IFieldReferenceOperation reference => FaultOfField(reference),
            IPropertyReferenceOperation property => FaultOf(property.Instance) ?? FaultOfAny(property.Arguments) ?? FaultOfInstance(property.Instance)
                ?? FaultOfProperty(property),
            ISimpleAssignmentOperation assignment => FaultOfTarget(assignment.Target) ?? FaultOf(assignment.Value),
            IAssignmentOperation assignment => FaultOf(assignment.Target) ?? FaultOf(assignment.Value),
            IThrowOperation => NotConstant.Throws,
            IInterpolatedStringOperation => NotConstant.Text,
            _ when operation.Kind is OperationKind.None or OperationKind.Argument or OperationKind.Parenthesized
                or OperationKind.TupleBinary or OperationKind.Range or OperationKind.Increment or OperationKind.Decrement or OperationKind.AddressOf
                or OperationKind.MemberInitializer or OperationKind.ImplicitIndexerReference or OperationKind.InlineArrayAccess
                => FaultOfAny(operation.ChildOperations),
            _ => null,
        };
    }

    private string? FaultOfAny(IEnumerable<IOperation> operations) => operations.Select(FaultOf).FirstOrDefault(static fault => fault is not null);

    // One of them runs, and nobody knows which.
    private string? FaultOfAll(IEnumerable<IOperation> operations)
    {
        string?[] faults = [.. operations.Select(FaultOf)];
        return faults.All(static fault => fault is not null) ? faults.FirstOrDefault() : null;
    }

    private static string? FaultOfChoice(IConditionalOperation choice, Func<IOperation?, string?> faultOf)
    {
        if (choice.Condition.ConstantValue is { HasValue: true, Value: bool isTrue })
        {
            return faultOf(isTrue ? choice.WhenTrue : choice.WhenFalse);
        }

        return faultOf(choice.Condition) ?? (faultOf(choice.WhenTrue) is { } fault && faultOf(choice.WhenFalse) is not null ? fault : null);
    }

    // A test of an object's type, or the value in its box.
    private static string? FaultOfCast(IConversionOperation conversion)
        => conversion is { OperatorMethod: null, Operand.Type: { IsReferenceType: true } and not IArrayTypeSymbol, Type.IsValueType: true }
            ? conversion.Operand.Type.SpecialType == SpecialType.System_String ? NotConstant.Text : NotConstant.Object : null;

    private static string? FaultOfTest(IIsPatternOperation test)
        => test is { Value.Type.IsReferenceType: true, Pattern: IDeclarationPatternOperation or ITypePatternOperation } ? NotConstant.Object : null;

    private string? FaultOfCreation(IObjectCreationOperation creation)
    {
        if (FaultOfAny(creation.Arguments) is { } fault)
        {
            return fault;
        }

        return creation.Type is { IsValueType: true } ? FaultOfCall(creation.Constructor) ?? FaultOf(creation.Initializer)
            : creation.Initializer is { Initializers.Length: > 0 } ? NotConstant.Object : null;
    }

    private string? FaultOfTarget(IOperation target) => target switch
    {
        IFieldReferenceOperation { Instance: { } instance } => FaultOf(instance),
        IPropertyReferenceOperation { Property.SetMethod: { } setter } property
            => FaultOf(property.Instance) ?? FaultOfAny(property.Arguments) ?? FaultOfCall(setter),
        IArrayElementReferenceOperation element => FaultOf(element),
        _ => null,
    };

    private string? FaultOfField(IFieldReferenceOperation reference)
    {
        if (reference.Instance is { } instance)
        {
            return FaultOf(instance) ?? FaultOfInstance(instance);
        }

        return reference.Field switch
        {
            { IsStatic: false } => null,
            var field when FrameworkMembers.IsFramework(field)
                => field.IsReadOnly && FrameworkCode.Computes(FrameworkMembers.Of(field)) ? null : NotConstant.Memory,
            var field => _fields.FaultOfRead(field, reference.Syntax),
        };
    }

    private string? FaultOfProperty(IPropertyReferenceOperation property)
    {
        IFieldSymbol? field = property.Property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.AssociatedSymbol, property.Property));
        return field is null ? FaultOfCall(property.Property.GetMethod) : field.IsStatic ? _fields.FaultOfRead(field, property.Syntax) : null;
    }

    // Objects are created at compile time, but have no contents there.
    private static string? FaultOfInstance(IOperation? instance) => instance switch
    {
        null or { ConstantValue.HasValue: true } or { Type.IsValueType: true } => null,
        { Type: IArrayTypeSymbol or IPointerTypeSymbol or ITypeParameterSymbol } => null,
        { Type.SpecialType: SpecialType.System_String } => instance is IObjectCreationOperation ? NotConstant.Text : null,
        IInstanceReferenceOperation => null,
        { Type: { Name: "Type", ContainingNamespace.Name: "System" } } => null,
        _ => NotConstant.Object,
    };

    private string? FaultOfCall(IMethodSymbol? method)
    {
        if (method is null)
        {
            return null;
        }

        IMethodSymbol called = method.ReducedFrom is { } reduced ? method.GetConstructedReducedFrom() ?? reduced : method;
        if (called.ContainingType.TypeKind == TypeKind.Interface)
        {
            // A type argument decides what runs.
            return null;
        }

        if (FrameworkMembers.IsFramework(called))
        {
            return FrameworkMembers.FaultOf(called);
        }

        if (FrameworkMembers.IsForKernel(called))
        {
            return NotConstant.RunsInKernel(called.ContainingType.Name);
        }

        if (called.IsExtern || IsOfRecord(called))
        {
            return called.IsExtern ? FrameworkMembers.WhyNot(called) : NotConstant.Comparer;
        }

        if (_calls.Contains(called.OriginalDefinition, SymbolEqualityComparer.Default))
        {
            return NotConstant.Depth;
        }

        _calls.Push(called.OriginalDefinition);
        string? fault = _fields.CodeOf(called.OriginalDefinition).Select(FaultOfStatement).FirstOrDefault(static found => found is not null);
        _calls.Pop();
        return fault;
    }

    // What the language generates for records asks EqualityComparer, an object.
    private static bool IsOfRecord(IMethodSymbol method) => method is
    {
        IsImplicitlyDeclared: true,
        ContainingType.IsRecord: true,
        MetadataName: "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "op_Equality" or "op_Inequality",
    };
}
