namespace Bpf.Symbols.DotNet.Diagnostics;

/// <summary>Commands of the runtime's diagnostics port, by set and number.</summary>
internal enum DiagnosticsCommand : ushort
{
    /// <summary>Write a perf map, from the methods that exist on.</summary>
    EnablePerfMap = 0x0405,

    /// <summary>Stop writing the perf map.</summary>
    DisablePerfMap = 0x0406,
}
