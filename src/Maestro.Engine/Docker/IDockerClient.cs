namespace Maestro.Engine.Docker;

/// <summary>The calls of the Docker Engine API that Maestro uses, for one engine.</summary>
/// <remarks>
/// Answers that mean "already so" are results, not errors: a start of a running container, a stop of a stopped one, a removal of one
/// that is gone. Everything else that the engine refuses is a <see cref="DockerApiException"/>; an engine that cannot be reached is a
/// <see cref="DockerConnectionException"/>. No call has a total time-out of its own: the token ends it.
/// </remarks>
internal interface IDockerClient : IAsyncDisposable
{
    /// <summary>What whoever wrote down the way to the engine should know about it, as a sentence that begins in small letters; null for nothing, or nothing yet.</summary>
    string? Remark { get; }

    /// <summary>Agrees on an API version. Called once before anything else by every other call; later calls return what was agreed.</summary>
    Task<EngineVersion> NegotiateAsync(CancellationToken cancellation);

    Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(CancellationToken cancellation);

    /// <returns>Null when there is no such container.</returns>
    Task<ContainerDetails?> InspectContainerAsync(string container, CancellationToken cancellation);

    /// <returns>The id of the container and the engine's warnings.</returns>
    Task<CreatedContainer> CreateContainerAsync(string name, CreateContainerRequest request, CancellationToken cancellation);

    Task RenameContainerAsync(string container, string name, CancellationToken cancellation);

    /// <returns>False when it was running already.</returns>
    Task<bool> StartContainerAsync(string container, CancellationToken cancellation);

    /// <summary>Once it returns, the list of containers tells the end, too.</summary>
    /// <returns>False when it was stopped already, or is gone.</returns>
    Task<bool> StopContainerAsync(string container, TimeSpan timeout, CancellationToken cancellation);

    /// <summary>Once it returns, the list of containers tells the end, too.</summary>
    /// <returns>False when it was not running, or is gone.</returns>
    Task<bool> KillContainerAsync(string container, CancellationToken cancellation);

    /// <returns>False when it was gone already.</returns>
    Task<bool> RemoveContainerAsync(string container, bool force, bool anonymousVolumes, CancellationToken cancellation);

    /// <summary>Creates a volume; one of that name that is there already is left as it is.</summary>
    /// <returns>The volume, with the labels that it has.</returns>
    Task<VolumeSummary> CreateVolumeAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation);

    /// <summary>The volumes that have a label.</summary>
    /// <param name="label">Its name.</param>
    Task<IReadOnlyList<VolumeSummary>> ListVolumesAsync(string label, CancellationToken cancellation);

    /// <returns>False when it was gone already, or a container still uses it.</returns>
    Task<bool> RemoveVolumeAsync(string volume, CancellationToken cancellation);

    /// <returns>Null when the engine does not have the image.</returns>
    Task<ImageDetails?> InspectImageAsync(string image, CancellationToken cancellation);

    /// <summary>Asks the image's registry, through the engine, for the digest that a name stands for now.</summary>
    /// <param name="image">The image with its tag.</param>
    /// <param name="registryAuth">Ready value of the X-Registry-Auth header, or null.</param>
    /// <exception cref="DockerApiException">The registry does not tell, or the engine does not serve the call.</exception>
    Task<string> ResolveDigestAsync(string image, string? registryAuth, CancellationToken cancellation);

    /// <summary>Gives an image of the engine one more name.</summary>
    Task TagImageAsync(string image, string repository, string tag, CancellationToken cancellation);

    /// <summary>Pulls an image and yields the engine's progress lines; an error inside the stream is thrown.</summary>
    /// <param name="repository">Everything before tag and digest.</param>
    /// <param name="tag">Tag or digest; never empty, since an engine would then pull every tag.</param>
    /// <param name="platform">Such as linux/arm64; null for the engine's own.</param>
    /// <param name="registryAuth">Ready value of the X-Registry-Auth header, or null.</param>
    IAsyncEnumerable<PullProgress> PullImageAsync(string repository, string tag, string? platform, string? registryAuth, CancellationToken cancellation);

    /// <summary>Builds an image by a Dockerfile and yields what the build says; an error inside the stream is thrown.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="writeContext">Writes the context as a tar; called once.</param>
    /// <param name="cancellation">Ends the build.</param>
    IAsyncEnumerable<BuildOutput> BuildImageAsync(BuildImageRequest request, Func<Stream, CancellationToken, Task> writeContext, CancellationToken cancellation);

    /// <summary>Loads the images of an archive.</summary>
    /// <param name="writeArchive">Writes the archive; called once.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The names of the images; the id of one that has none.</returns>
    Task<IReadOnlyList<string>> LoadImageAsync(Func<Stream, CancellationToken, Task> writeArchive, CancellationToken cancellation);

    /// <summary>Writes an image as an archive, with its names.</summary>
    Task SaveImageAsync(string image, Stream destination, CancellationToken cancellation);

    /// <returns>The engine's own platform, such as linux/amd64; empty when it does not tell.</returns>
    Task<string> GetPlatformAsync(CancellationToken cancellation);

    Task<IReadOnlyList<NetworkSummary>> ListNetworksAsync(CancellationToken cancellation);

    /// <returns>The id of the network.</returns>
    /// <exception cref="DockerApiException">With status 409: there is one of that name, as far as the engine could see.</exception>
    Task<string> CreateNetworkAsync(CreateNetworkRequest request, CancellationToken cancellation);

    Task ConnectNetworkAsync(string network, string container, EndpointRequest endpoint, CancellationToken cancellation);

    /// <returns>False when it was gone already.</returns>
    /// <exception cref="DockerApiException">With status 403: a container uses it.</exception>
    Task<bool> RemoveNetworkAsync(string network, CancellationToken cancellation);

    /// <summary>Reads a container's log, stdout and stderr in the order in which the engine sends them.</summary>
    IAsyncEnumerable<LogChunk> ReadLogsAsync(string container, LogQuery query, CancellationToken cancellation);

    /// <summary>Makes a command ready to run in a running container.</summary>
    /// <returns>What to start and inspect it by.</returns>
    Task<string> CreateExecAsync(string container, CreateExecRequest request, CancellationToken cancellation);

    /// <summary>Starts a command and yields its output as it comes, until it ends. Giving up reading does not end the command.</summary>
    IAsyncEnumerable<LogChunk> StartExecAsync(string exec, CancellationToken cancellation);

    Task<ExecDetails> InspectExecAsync(string exec, CancellationToken cancellation);

    /// <summary>Starts a command and gives its input and output.</summary>
    /// <param name="tty">As it was created.</param>
    Task<ExecStream> AttachExecAsync(string exec, bool tty, CancellationToken cancellation);

    /// <summary>Tells a command the size of its terminal; one that has not begun or has ended takes no notice.</summary>
    Task ResizeExecAsync(string exec, int width, int height, CancellationToken cancellation);

    /// <summary>Subscribes to the engine's container events. When the task completes the engine has accepted the subscription: what is started
    /// from then on is in the stream.</summary>
    /// <param name="actions">The events wanted, such as <c>start</c>, <c>die</c>, <c>health_status</c>.</param>
    /// <param name="since">Replay events from that engine time on, or null for new ones alone.</param>
    /// <param name="cancellation">Ends the attempt to subscribe; the stream has its own token.</param>
    Task<ContainerEventStream> WatchContainersAsync(IReadOnlyList<string> actions, DateTimeOffset? since, CancellationToken cancellation);
}
