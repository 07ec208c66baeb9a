using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Reachability;

/// <summary>The operations of a method, and the methods that they call.</summary>
internal static class CodeOf
{
    /// <summary>Returns the operations of a method's bodies, including nested functions, without code that the compiler omits.</summary>
    public static IEnumerable<IOperation> Method(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
        => BodiesOf(method, compilation, cancellation).SelectMany(Present);

    /// <summary>Returns the bodies of a method.</summary>
    public static IEnumerable<IOperation> BodiesOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            if (UserCode.ModelOf(reference.SyntaxTree, compilation)?.GetOperation(reference.GetSyntax(cancellation), cancellation) is { } body)
            {
                yield return body;
            }
        }
    }

    /// <summary>Returns the methods that an operation calls or takes the address of.</summary>
    public static IEnumerable<IMethodSymbol> Callees(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                yield return invocation.TargetMethod.ReducedFrom ?? invocation.TargetMethod;
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                yield return constructor;
                break;
            case IMethodReferenceOperation reference:
                yield return reference.Method.ReducedFrom ?? reference.Method;
                break;
            case IBinaryOperation { OperatorMethod: { } method }:
                yield return method;
                break;
            case IUnaryOperation { OperatorMethod: { } method }:
                yield return method;
                break;
            case IConversionOperation { OperatorMethod: { } method }:
                yield return method;
                break;
            case ICompoundAssignmentOperation { OperatorMethod: { } method }:
                yield return method;
                break;
            case IIncrementOrDecrementOperation { OperatorMethod: { } method }:
                yield return method;
                break;
            case IPropertyReferenceOperation property:
                foreach (IMethodSymbol accessor in Accessors(property))
                {
                    yield return accessor;
                }

                break;
            case IUsingOperation or IUsingDeclarationOperation or IForEachLoopOperation or IDeconstructionAssignmentOperation:
                foreach (IMethodSymbol method in ImplicitCallees(operation))
                {
                    yield return method;
                }

                break;
        }
    }

    // Methods that the language calls by name, without an expression that mentions them.
    private static IEnumerable<IMethodSymbol> ImplicitCallees(IOperation operation)
    {
        switch (operation)
        {
            case IUsingOperation { Resources: var resources }:
                return Resources(resources).Select(DisposeOf).OfType<IMethodSymbol>();
            case IUsingDeclarationOperation { DeclarationGroup: var declarations }:
                return Resources(declarations).Select(DisposeOf).OfType<IMethodSymbol>();
            case IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop, SemanticModel: { } model }:
                ForEachStatementInfo info = model.GetForEachStatementInfo(loop);
                return new[] { info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty?.GetMethod, info.DisposeMethod }
                    .OfType<IMethodSymbol>().Select(static method => method.ReducedFrom ?? method);
            case IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax assignment, SemanticModel: { } model }:
                return Deconstructions(model.GetDeconstructionInfo(assignment));
            default:
                return [];
        }
    }

    private static IEnumerable<ITypeSymbol> Resources(IOperation resources) => resources is IVariableDeclarationGroupOperation group
        ? group.Declarations.SelectMany(static declaration => declaration.Declarators).Select(static declarator => declarator.Symbol.Type)
        : resources.Type is { } type ? [type] : [];

    private static IMethodSymbol? DisposeOf(ITypeSymbol type)
        => type.GetMembers("Dispose").OfType<IMethodSymbol>().FirstOrDefault(static method => method is { IsStatic: false, Parameters.Length: 0 });

    private static IEnumerable<IMethodSymbol> Deconstructions(DeconstructionInfo info)
    {
        IEnumerable<IMethodSymbol> inner = info.Nested.SelectMany(Deconstructions);
        return info.Method is { } method ? inner.Prepend(method.ReducedFrom ?? method) : inner;
    }

    /// <summary>Returns true for a call that the compiler omits: <c>[Conditional]</c> on a symbol that is not defined.</summary>
    public static bool IsErased(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { ReturnsVoid: true } method, Syntax.SyntaxTree.Options: CSharpParseOptions options })
        {
            return false;
        }

        bool isConditional = false;
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ConditionalAttribute" } && attribute.ConstructorArguments.FirstOrDefault().Value is string symbol)
            {
                if (options.PreprocessorSymbolNames.Contains(symbol))
                {
                    return false;
                }

                isConditional = true;
            }
        }

        return isConditional;
    }

    /// <summary>
    /// Returns true for the message of an assertion: bpfc evaluates the condition, as C# does, and omits the rest, because the kernel cannot show a message.
    /// </summary>
    public static bool IsAssertionMessage(IOperation operation) => operation is IArgumentOperation
    {
        Parameter: { } parameter,
        Parent: IInvocationOperation { TargetMethod: { ContainingType: { Name: "Debug",
        ContainingNamespace: { Name: "Diagnostics", ContainingNamespace.Name: "System" } } } method },
    }
        && (method.Name == "Fail" || (method.Name == "Assert" && parameter.Ordinal > 0));

    /// <summary>Returns an operation with all that it contains, without code that the compiler omits.</summary>
    public static IEnumerable<IOperation> Present(IOperation operation)
    {
        if (IsErased(operation) || IsAssertionMessage(operation))
        {
            yield break;
        }

        yield return operation;
        foreach (IOperation child in operation.ChildOperations)
        {
            foreach (IOperation descendant in Present(child))
            {
                yield return descendant;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Accessors(IPropertyReferenceOperation operation)
    {
        bool isTarget = operation.Parent is IAssignmentOperation assignment && assignment.Target == operation;
        bool isReadWrite = operation.Parent is IIncrementOrDecrementOperation || (isTarget && operation.Parent is not ISimpleAssignmentOperation);
        if ((isTarget || isReadWrite) && operation.Property.SetMethod is { } setter)
        {
            yield return setter;
        }

        if ((!isTarget || isReadWrite || operation.Property.ReturnsByRef) && operation.Property.GetMethod is { } getter)
        {
            yield return getter;
        }
    }
}
