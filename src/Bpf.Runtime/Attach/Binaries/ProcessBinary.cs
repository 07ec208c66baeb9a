namespace Bpf.Runtime.Attach;

/// <summary>A file as a process sees it.</summary>
/// <param name="Path">Path under which this process can open it.</param>
/// <param name="Mapping">Its link in <c>/proc/PID/map_files</c>, when the process has mapped it and <paramref name="Path"/> is another.</param>
/// <param name="Inode">Inode of the mapped file.</param>
internal readonly record struct ProcessBinary(string Path, string? Mapping = null, ulong Inode = 0);
