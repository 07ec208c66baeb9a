namespace Bpf.Differential.Tests;

/// <summary>A method that does not behave in the kernel as it does on the CLR.</summary>
internal sealed record Mismatch(string Method, string Configuration, MismatchKind Kind, string Text)
{
    public override string ToString() => $"{Method} ({Configuration}): {Text}";
}
