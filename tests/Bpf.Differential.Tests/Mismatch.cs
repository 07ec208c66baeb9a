namespace Bpf.Differential.Tests;

/// <summary>A method that does not behave in the kernel as it does on the CLR.</summary>
internal sealed record Mismatch(string Method, string Configuration, MismatchKind Kind, string Text)
{
    /// <summary>The kernel has no room for the program, whatever compiles it.</summary>
    public bool IsLimit => Kind is MismatchKind.BeyondInstructions or MismatchKind.BeyondJumps or MismatchKind.BeyondStack;

    public override string ToString() => $"{Method} ({Configuration}): {Text}";
}
