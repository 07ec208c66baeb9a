namespace Bpf.Generators.Gathering;

/// <summary>Arithmetic of <see cref="MemberAccessibility"/>.</summary>
internal static class MemberAccessibilityExtensions
{
    /// <summary>The narrower of two.</summary>
    public static MemberAccessibility And(this MemberAccessibility left, MemberAccessibility right) => left < right ? left : right;

    /// <summary>The C# keyword.</summary>
    public static string Keyword(this MemberAccessibility accessibility) => accessibility == MemberAccessibility.Public ? "public" : "internal";
}
