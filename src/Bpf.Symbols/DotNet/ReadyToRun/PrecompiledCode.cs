using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.DotNet.Metadata;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>The runtime functions of a loaded ReadyToRun image, and the methods that it compiled ahead of time.</summary>
internal sealed class PrecompiledCode
{
    private readonly IProcessMemory _memory;
    private readonly RuntimeLayout _layout;
    private readonly EntryPointMap? _entryPoints;
    // Runtimes before 10 do not describe their images in memory, but the images describe themselves.
    private readonly Dictionary<ulong, (ulong Stamp, ReadyToRunImage? Image)> _images = [];

    public PrecompiledCode(IProcessMemory memory, RuntimeLayout layout)
    {
        _memory = memory;
        _layout = layout;
        _entryPoints = EntryPointMap.Of(memory, layout);
    }

    /// <summary>Forgets images that could not be read, or in whose place others have been loaded.</summary>
    /// <returns>True if an image was forgotten that had been read.</returns>
    public bool Refresh()
    {
        bool hasForgotten = false;
        foreach ((ulong imageBase, (ulong stamp, ReadyToRunImage? image)) in _images)
        {
            if (image is null || PortableExecutable.StampOf(_memory, imageBase) != stamp)
            {
                hasForgotten |= image is not null;
                _images.Remove(imageBase);
            }
        }

        return hasForgotten;
    }

    /// <summary>Returns what the runtime knows about the image with a module.</summary>
    /// <param name="module">Address of the module.</param>
    /// <param name="imageBase">Address at which the image begins.</param>
    public FunctionTable? TableOf(ulong module, ulong imageBase)
    {
        if (_layout is { Module.ReadyToRun: { } field, ReadyToRun: { FunctionCount: { } count, Functions: { } functions } layout, FunctionSize: { } size })
        {
            ulong info = _memory.Pointer(module + (ulong)field);
            if (layout.Composite is { } composite && info != 0 && _memory.Pointer(info + (ulong)composite) is not 0 and var shared)
            {
                info = shared;
            }

            ulong table = info == 0 ? 0 : _memory.Pointer(info + (ulong)functions);
            return table == 0 ? null : new FunctionTable(info, table, _memory.UInt32(info + (ulong)count), size);
        }

        return ImageAt(imageBase, 0) is { FunctionCount: > 0 } image ? new FunctionTable(0, image.Functions, image.FunctionCount, image.FunctionSize) : null;
    }

    /// <summary>
    /// Returns the index of the first runtime function of the method that a function belongs to, and its <c>MethodDesc</c>; 0 if it is not known.
    /// </summary>
    public (int Main, ulong Method) MethodOf(in FunctionTable table, ulong imageBase, int function)
    {
        int main = Main(table, function);
        if (_entryPoints is null || table.Info == 0 || _layout.ReadyToRun.EntryPoints is not { } field)
        {
            return (main, 0);
        }

        // Funclets are not entry points. Which functions are methods is what the image says: a method that has been prepared since memory was read must
        // not be taken for the one before it.
        main = ImageAt(imageBase, HeaderOf(table)) is not { } image ? main : image.MethodOf(main)?.Main ?? main;
        return (main, _entryPoints.Find(table.Info + (ulong)field, imageBase + table.Read(_memory).Begin(main)));
    }

    /// <summary>Returns the method of a runtime function, and its first function, by the image itself; null if the image does not say.</summary>
    public (PrecompiledMethod Method, int Main)? MethodInImage(ulong imageBase, int function) => ImageAt(imageBase, 0)?.MethodOf(function);

    private int Main(in FunctionTable table, int function)
    {
        if (table.Info == 0 || _layout.ReadyToRun is not { HotColdCount: { } countField, HotCold: { } mapField })
        {
            return function;
        }

        uint count = _memory.UInt32(table.Info + (ulong)countField);
        ulong map = count == 0 ? 0 : _memory.Pointer(table.Info + (ulong)mapField);
        uint main = map == 0 ? (uint)function : new HotColdMap(_memory, map, count).Main((uint)function);
        return main < table.Count ? (int)main : function;
    }

    private ulong HeaderOf(in FunctionTable table) => _layout.ReadyToRun.Header is { } field ? _memory.Pointer(table.Info + (ulong)field) : 0;

    private ReadyToRunImage? ImageAt(ulong imageBase, ulong header)
    {
        if (!_images.TryGetValue(imageBase, out (ulong Stamp, ReadyToRunImage? Image) known))
        {
            known = (PortableExecutable.StampOf(_memory, imageBase), ReadyToRunImage.Read(_memory, imageBase, header));
            _images.Add(imageBase, known);
        }

        return known.Image;
    }
}
