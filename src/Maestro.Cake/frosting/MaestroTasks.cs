// Part of Maestro.Cake: compiled into projects that reference Cake.Frosting, unless they set MaestroFrostingTasks to false.
#nullable disable

using Cake.Core;
using Cake.Core.IO;
using Maestro.Engine.Progress;

namespace Maestro.Cake.Frosting
{
    /// <summary>Loads the file and reports every mistake; touches no ship.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroValidateTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroValidate(file, settings);
        }
    }

    /// <summary>Loads the file and reports every mistake; touches no ship.</summary>
    public abstract class MaestroValidateTask : MaestroValidateTask<ICakeContext>
    {
    }

    /// <summary>Looks once at every ship.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroStatusTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroStatus(file, settings);
        }
    }

    /// <summary>Looks once at every ship.</summary>
    public abstract class MaestroStatusTask : MaestroStatusTask<ICakeContext>
    {
    }

    /// <summary>Pulls each image once per ship.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroPullTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroPull(file, settings);
        }
    }

    /// <summary>Pulls each image once per ship.</summary>
    public abstract class MaestroPullTask : MaestroPullTask<ICakeContext>
    {
    }

    /// <summary>Starts what is not running, dependencies first.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroStartTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroStart(file, settings);
        }
    }

    /// <summary>Starts what is not running, dependencies first.</summary>
    public abstract class MaestroStartTask : MaestroStartTask<ICakeContext>
    {
    }

    /// <summary>Stops what is running, dependants first.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroStopTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroStop(file, settings);
        }
    }

    /// <summary>Stops what is running, dependants first.</summary>
    public abstract class MaestroStopTask : MaestroStopTask<ICakeContext>
    {
    }

    /// <summary>Kills what is running, dependants first.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroKillTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroKill(file, settings);
        }
    }

    /// <summary>Kills what is running, dependants first.</summary>
    public abstract class MaestroKillTask : MaestroKillTask<ICakeContext>
    {
    }

    /// <summary>Stops what is running, and starts it again.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroRestartTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroRestart(file, settings);
        }
    }

    /// <summary>Stops what is running, and starts it again.</summary>
    public abstract class MaestroRestartTask : MaestroRestartTask<ICakeContext>
    {
    }

    /// <summary>Removes stopped containers of the environment.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroCleanTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroClean(file, settings);
        }
    }

    /// <summary>Removes stopped containers of the environment.</summary>
    public abstract class MaestroCleanTask : MaestroCleanTask<ICakeContext>
    {
    }

    /// <summary>Stops what is running, and removes it.</summary>
    /// <typeparam name="TContext">The build's own context.</typeparam>
    public abstract class MaestroDownTask<TContext> : MaestroPlayTask<TContext>
        where TContext : class, ICakeContext
    {
        /// <inheritdoc/>
        protected override PlayResult Play(TContext context, FilePath file, MaestroSettings settings)
        {
            return context.MaestroDown(file, settings);
        }
    }

    /// <summary>Stops what is running, and removes it.</summary>
    public abstract class MaestroDownTask : MaestroDownTask<ICakeContext>
    {
    }
}
