namespace Bpf;

/// <summary>
/// What becomes of the run at return of a uprobe session; what the run at entry returns. The run at return returns <see cref="RunAtReturn"/>.
/// </summary>
public enum UprobeSessionAction
{
    /// <summary>The program runs again when the function returns.</summary>
    RunAtReturn = 0,

    /// <summary>The program does not run when this call of the function returns.</summary>
    SkipReturn = 1,
}
