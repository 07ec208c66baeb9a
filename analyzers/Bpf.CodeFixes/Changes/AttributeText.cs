using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Changes;

/// <summary>Changes of the arguments of attributes.</summary>
internal static class AttributeText
{
    /// <summary>Returns the change that gives a named argument a value.</summary>
    public static TextChange Set(AttributeSyntax attribute, string name, string value) => Find(attribute, name) is { } argument
        ? new TextChange(argument.Expression.Span, value)
        : attribute.ArgumentList is not { } list ? new TextChange(new TextSpan(attribute.Span.End, 0), $"({name} = {value})")
        : new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), $"{(list.Arguments.Count > 0 ? ", " : "")}{name} = {value}");

    /// <summary>Returns the change that leaves an argument out.</summary>
    public static TextChange Remove(AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        int index = list.Arguments.IndexOf(argument);
        return list.Arguments.Count == 1 ? new TextChange(list.Span, "")
            : index == 0 ? new TextChange(TextSpan.FromBounds(argument.SpanStart, list.Arguments[1].SpanStart), "")
            : new TextChange(TextSpan.FromBounds(list.Arguments[index - 1].Span.End, argument.Span.End), "");
    }

    /// <summary>Returns the argument with a name; null without one.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string name)
        => attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>Returns the change that leaves one of several flags out, or the argument if it is the only one; null without the flag.</summary>
    public static TextChange? RemoveFlag(AttributeArgumentSyntax flags, string flag)
    {
        ExpressionSyntax? named = flags.Expression.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>()
            .FirstOrDefault(access => access.Name.Identifier.ValueText == flag);
        return named is null ? null
            : named.Parent is not BinaryExpressionSyntax both ? Remove(flags)
            : new TextChange(both.Span, (both.Left == named ? both.Right : both.Left).ToString());
    }
}
