namespace Bpf.Generators.Gathering;

/// <summary>Operations on <see cref="MemberAccessibility"/>.</summary>
internal static class MemberAccessibilityExtensions
{
    /// <summary>Returns the more restrictive of two.</summary>
    public static MemberAccessibility And(this MemberAccessibility left, MemberAccessibility right) => left < right ? left : right;

    /// <summary>Returns the C# keyword.</summary>
    public static string Keyword(this MemberAccessibility accessibility) => accessibility == MemberAccessibility.Public ? "public" : "internal";
}
