using Bpf.Analyzers.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Language;

/// <summary>An address at a constant offset from the start of a variable, and the number of bytes accessed there.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Offset">Byte offset from its start.</param>
/// <param name="Access">Size in bytes of the type that the address is used as.</param>
internal sealed record ReinterpretedVariable(ISymbol Variable, long Size, long Offset, long Access)
{
    /// <summary>True when the access leaves the variable.</summary>
    public bool IsOutside => Offset < 0 || Offset + Access > Size;

    /// <summary>Returns the address computed by an expression of a pointer type or a call to <c>Unsafe</c>; null when unknown.</summary>
    public static ReinterpretedVariable? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Of(inner.Expression, model, cancellation),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } address => OfVariable(address.Operand, model, cancellation),
        CastExpressionSyntax cast => Of(cast.Expression, model, cancellation) is { } place
            && model.GetTypeInfo(cast, cancellation).Type is IPointerTypeSymbol type
            ? place.As(type.PointedAtType) : null,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
            => Moved(Of(sum.Left, model, cancellation), sum.Right, 1, model, cancellation)
                ?? Moved(Of(sum.Right, model, cancellation), sum.Left, 1, model, cancellation),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference
            => Moved(Of(difference.Left, model, cancellation), difference.Right, -1, model, cancellation),
        InvocationExpressionSyntax call => OfCall(call, model, cancellation),
        _ => null,
    };

    /// <summary>Returns this address plus a number of elements; null when the number is not a constant.</summary>
    public static ReinterpretedVariable? Moved(ReinterpretedVariable? place, ExpressionSyntax count, int sign, SemanticModel model,
        CancellationToken cancellation)
        => place is not null
            && IntegerConstant.Of(model.GetConstantValue(count, cancellation)) is { } constant
            ? place with { Offset = place.Offset + (sign * constant * place.Access) }
            : null;

    /// <summary>Returns true for a call that only derives one reference from another.</summary>
    public static bool IsCall(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
        => model.GetSymbolInfo(call,
            cancellation).Symbol is IMethodSymbol { ContainingType: { Name: "Unsafe", ContainingNamespace.Name: "CompilerServices" } } method
            && method.Name is "As" or "Add" or "Subtract" or "AddByteOffset" && method.Parameters[0].RefKind == RefKind.Ref;

    private static ReinterpretedVariable? OfCall(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (!IsCall(call, model, cancellation) || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        ExpressionSyntax source = call.ArgumentList.Arguments[0].Expression;
        ReinterpretedVariable? place = Of(source, model, cancellation) ?? OfVariable(source, model, cancellation);
        return method.Name switch
        {
            "As" => place?.As(method.TypeArguments.Last()),
            "Add" => Moved(place, call.ArgumentList.Arguments[1].Expression, 1, model, cancellation),
            "Subtract" => Moved(place, call.ArgumentList.Arguments[1].Expression, -1, model, cancellation),
            _ => null,
        };
    }

    private static ReinterpretedVariable? OfVariable(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        ISymbol? symbol = model.GetSymbolInfo(expression, cancellation).Symbol;
        ITypeSymbol? type = symbol switch
        {
            ILocalSymbol { RefKind: RefKind.None } local => local.Type,
            IParameterSymbol { RefKind: RefKind.None } parameter => parameter.Type,
            IFieldSymbol { IsStatic: true } field => field.Type,
            _ => null,
        };
        return type is { IsUnmanagedType: true } && TypeLayout.Of(type) is { } layout ? new(symbol!, layout.Size, 0, layout.Size) : null;
    }

    private ReinterpretedVariable? As(ITypeSymbol type) => TypeLayout.Of(type) is { } layout ? this with { Access = layout.Size } : null;
}
