namespace Bpf.Sdk.Tests;

/// <summary>How a user gets a program to run.</summary>
public enum ConsumerMode
{
    Run,
    SingleFile,
    Trimmed,
    NativeAot,
}
