namespace Bpf;

/// <summary>
/// What a session returns at entry: whether the program also runs at return. The run at return returns <see cref="RunAtReturn"/>.
/// </summary>
public enum SessionAction
{
    /// <summary>The program runs again when the function returns.</summary>
    RunAtReturn = 0,

    /// <summary>The program does not run when this call of the function returns.</summary>
    SkipReturn = 1,
}
